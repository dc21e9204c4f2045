import { Module } from '@nestjs/common'
import type { DynamicModule } from '@nestjs/common'
import { LogoutOutboxModule } from '#protocol/backchannel-logout/logout-outbox.module'
import { AttributesModule } from '#records/attributes/attributes.module'
import { ClaimScopesModule } from '#records/claim-scopes/claim-scopes.module'
import { ClientsModule } from '#records/clients/clients.module'
import { ConsentsModule } from '#records/consents/consents.module'
import { GroupsModule } from '#records/groups/groups.module'
import { ResourcesModule } from '#records/resources/resources.module'
import { SessionsModule } from '#records/sessions/sessions.module'
import { UsersModule } from '#records/users/users.module'
import { CheckSigningAlgorithms } from './check-signing-algorithms'
import { LoadSeedAtStart } from './load-seed-at-start'
import { ReconcileSeed } from './reconcile-seed'
import { SeedFiles } from './seed-files'

/** Clients, people, resources and what else a seed declares, from a file. */
@Module({
  imports: [
    LogoutOutboxModule,
    AttributesModule,
    ClaimScopesModule,
    ClientsModule,
    ConsentsModule,
    GroupsModule,
    ResourcesModule,
    SessionsModule,
    UsersModule,
  ],
  providers: [ReconcileSeed, SeedFiles],
  exports: [ReconcileSeed, SeedFiles],
})
export class SeedsModule {
  /** Loads the configured seed when the server starts, too. */
  static atStart(): DynamicModule {
    return { module: SeedsModule, providers: [CheckSigningAlgorithms, LoadSeedAtStart] }
  }
}
