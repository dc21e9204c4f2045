import { Injectable, Module } from '@nestjs/common'
import { enforces } from '#libs/checks/enforces'
import { ClientsModule } from '#records/clients/clients.module'
import { KeysModule } from '#records/keys/keys.module'
import { ContributesMetadata } from '#platform/registry/contributes-metadata'
import type { MetadataContribution } from '#platform/registry/contributes-metadata'
import { DeliverLogout } from './deliver-logout'
import { LogoutDispatcher } from './logout-dispatcher'
import { LogoutOutboxModule } from './logout-outbox.module'

enforces('OIDCBCL-2.1')

/** @see https://openid.net/specs/openid-connect-backchannel-1_0.html#BCSupport */
@Injectable()
@ContributesMetadata()
class BackchannelLogoutMetadata implements MetadataContribution {
  metadata() {
    return { backchannel_logout_supported: true, backchannel_logout_session_supported: true }
  }
}

/** Tells clients that a session has ended (OpenID Connect Back-Channel Logout 1.0). */
@Module({
  imports: [LogoutOutboxModule, ClientsModule, KeysModule],
  providers: [DeliverLogout, LogoutDispatcher, BackchannelLogoutMetadata],
})
export class BackchannelLogoutModule {}
