import type { Type } from '@nestjs/common'
import type { Verb } from './cli-verb'
import { AuditExportVerb } from './verbs/audit-export.verb'
import { AuditListVerb } from './verbs/audit-list.verb'
import { AuditVerifyVerb } from './verbs/audit-verify.verb'
import { FlowsVerb } from './verbs/flows.verb'
import { ListKeysVerb } from './verbs/keys/list-keys.verb'
import { ResealKeysVerb } from './verbs/keys/reseal-keys.verb'
import { RetireKeyVerb } from './verbs/keys/retire-key.verb'
import { RotateKeysVerb } from './verbs/keys/rotate-keys.verb'
import { MigrateVerb } from './verbs/migrate.verb'
import { SeedVerb } from './verbs/seed.verb'
import { WhyVerb } from './verbs/why.verb'

/** Every verb there is, in the order of --help. */
// prettier-ignore
export const verbs: readonly Type<Verb>[] = [
  MigrateVerb, SeedVerb,
  ListKeysVerb, RotateKeysVerb, RetireKeyVerb, ResealKeysVerb,
  WhyVerb, FlowsVerb,
  AuditListVerb, AuditExportVerb, AuditVerifyVerb,
]
