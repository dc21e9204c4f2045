import type { Type } from '@nestjs/common'
import type { Verb } from './cli-verb'
import { AuditExportVerb } from './verbs/audit-export.verb'
import { AuditListVerb } from './verbs/audit-list.verb'
import { AuditVerifyVerb } from './verbs/audit-verify.verb'
import { BackupVerb } from './verbs/backup.verb'
import { DisableClientVerb } from './verbs/clients/disable-client.verb'
import { EnableClientVerb } from './verbs/clients/enable-client.verb'
import { ListClientsVerb } from './verbs/clients/list-clients.verb'
import { ShowClientVerb } from './verbs/clients/show-client.verb'
import { DoctorVerb } from './verbs/doctor/doctor.verb'
import { FlowsVerb } from './verbs/flows.verb'
import { EndGrantsVerb } from './verbs/grants/end-grants.verb'
import { ListGrantsVerb } from './verbs/grants/list-grants.verb'
import { ImportKeycloakVerb } from './verbs/import/import-keycloak.verb'
import { AdoptIssuerVerb } from './verbs/issuer/adopt-issuer.verb'
import { ListKeysVerb } from './verbs/keys/list-keys.verb'
import { ResealKeysVerb } from './verbs/keys/reseal-keys.verb'
import { RetireKeyVerb } from './verbs/keys/retire-key.verb'
import { RotateKeysVerb } from './verbs/keys/rotate-keys.verb'
import { MigrateVerb } from './verbs/migrate.verb'
import { SeedVerb } from './verbs/seed.verb'
import { EndSessionsVerb } from './verbs/sessions/end-sessions.verb'
import { ListSessionsVerb } from './verbs/sessions/list-sessions.verb'
import { DisableUserVerb } from './verbs/users/disable-user.verb'
import { EnableUserVerb } from './verbs/users/enable-user.verb'
import { ExportUsersVerb } from './verbs/users/export-users.verb'
import { HashPasswordVerb } from './verbs/users/hash-password.verb'
import { ImportUsersVerb } from './verbs/users/import-users.verb'
import { ListUsersVerb } from './verbs/users/list-users.verb'
import { SetUserPasswordVerb } from './verbs/users/set-user-password.verb'
import { ShowUserVerb } from './verbs/users/show-user.verb'
import { WhyVerb } from './verbs/why.verb'

/** Every verb there is, in the order of --help. */
// prettier-ignore
export const verbs: readonly Type<Verb>[] = [
  MigrateVerb, SeedVerb, DoctorVerb, BackupVerb, AdoptIssuerVerb,
  ListKeysVerb, RotateKeysVerb, RetireKeyVerb, ResealKeysVerb,
  ListClientsVerb, ShowClientVerb, DisableClientVerb, EnableClientVerb,
  ListUsersVerb, ShowUserVerb, DisableUserVerb, EnableUserVerb, SetUserPasswordVerb, HashPasswordVerb,
  ImportUsersVerb, ExportUsersVerb,
  ListSessionsVerb, EndSessionsVerb,
  ListGrantsVerb, EndGrantsVerb,
  WhyVerb, FlowsVerb,
  AuditListVerb, AuditExportVerb, AuditVerifyVerb,
  ImportKeycloakVerb,
]
