import { Injectable, Module } from '@nestjs/common'
import { enforces } from '#libs/checks/enforces'
import { ServerSettings } from '#platform/config/server-settings'
import { ActingAddresses } from '#platform/http/acting-addresses'
import { Presentations } from '#platform/http/errors/presentations'
import { ContributesMetadata } from '#platform/registry/contributes-metadata'
import type { MetadataContribution } from '#platform/registry/contributes-metadata'
import { SessionsModule } from '#records/sessions/sessions.module'
import { TokenModule } from '#protocol/token/token.module'
import { EndSession } from './end-session'
import { LogoutController } from './logout.controller'
import { LogoutRequests } from './logout-requests'

enforces('OIDCRPIL-2.1')

@Injectable()
@ContributesMetadata()
class LogoutMetadata implements MetadataContribution {
  constructor(private readonly server: ServerSettings) {}

  metadata() {
    return { end_session_endpoint: this.server.urlOf('/logout') }
  }
}

/** RP-initiated logout (OpenID Connect RP-Initiated Logout 1.0). */
@Module({
  imports: [SessionsModule, TokenModule],
  controllers: [LogoutController],
  providers: [EndSession, LogoutRequests, LogoutMetadata],
})
export class LogoutModule {
  constructor(presentations: Presentations, acting: ActingAddresses) {
    // With logout_confirmation: skip it ends the session at once.
    acting.register('/logout')
    presentations.register('/logout', 'page')
  }
}
