import { Module } from '@nestjs/common'
import type { DynamicModule } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { LogoutOutboxModule } from '#protocol/backchannel-logout/logout-outbox.module'
import { ClaimsModule } from '#protocol/claims/claims.module'
import { AttributesModule } from '#records/attributes/attributes.module'
import { ClaimScopesModule } from '#records/claim-scopes/claim-scopes.module'
import { ClientsModule } from '#records/clients/clients.module'
import { ConsentsModule } from '#records/consents/consents.module'
import { GroupsModule } from '#records/groups/groups.module'
import { ResourcesModule } from '#records/resources/resources.module'
import { SessionsModule } from '#records/sessions/sessions.module'
import { UsersModule } from '#records/users/users.module'
import { SeededAttributes } from './kinds/seeded-attributes'
import { SeededClients } from './kinds/seeded-clients'
import { SeededGroups } from './kinds/seeded-groups'
import { SeededKinds } from './kinds/seeded-kinds'
import { SeededResources } from './kinds/seeded-resources'
import { SeededScopes } from './kinds/seeded-scopes'
import { SeededUsers } from './kinds/seeded-users'
import { CheckSigningAlgorithms } from './check-signing-algorithms'
import { FindDeclared } from './find-declared'
import { LoadSeed } from './load-seed'
import { LoadSeedAtStart } from './load-seed-at-start'
import { FindUnchanged } from './readings/find-unchanged'
import { ReadChanged } from './readings/read-changed'
import { SeedDigests } from './readings/seed-digests'
import { SeedReadingRow } from './readings/seed-reading.entity'
import { SeedReadings } from './readings/seed-readings.repository'
import { SettleEntries } from './readings/settle-entries'
import { ReconcileSeed } from './reconcile-seed'
import { SeedFiles } from './seed-files'

const kinds = [SeededAttributes, SeededScopes, SeededGroups, SeededResources, SeededClients, SeededUsers]
const readings = [SeedReadings, SeedDigests, FindUnchanged, SettleEntries, ReadChanged]

/** Clients, people, resources and what else a seed declares, from a file. */
@Module({
  imports: [
    TypeOrmModule.forFeature([SeedReadingRow]),
    LogoutOutboxModule,
    AttributesModule,
    ClaimScopesModule,
    ClaimsModule,
    ClientsModule,
    ConsentsModule,
    GroupsModule,
    ResourcesModule,
    SessionsModule,
    UsersModule,
  ],
  providers: [...kinds, SeededKinds, ...readings, FindDeclared, ReconcileSeed, LoadSeed, SeedFiles],
  exports: [LoadSeed, ReconcileSeed],
})
export class SeedsModule {
  /** Loads the configured seed when the server starts, too. */
  static atStart(): DynamicModule {
    return { module: SeedsModule, providers: [CheckSigningAlgorithms, LoadSeedAtStart] }
  }
}
