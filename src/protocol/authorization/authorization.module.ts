import { Module } from '@nestjs/common'
import { DiscoveryModule } from '@nestjs/core'
import { ActingAddresses } from '#platform/http/acting-addresses'
import { Presentations } from '#platform/http/errors/presentations'
import { ParModule } from '#protocol/par/par.module'
import { ResourcesModule } from '#records/resources/resources.module'
import { TokenModule } from '#protocol/token/token.module'
import { AuthorizationController } from './authorization.controller'
import { AuthorizationMetadata } from './authorization.metadata'
import { AuthorizationRequests } from './authorization-requests'
import { AuthorizationResponder } from './authorization-responder'
import { FormPostMode } from './response-modes/form-post'
import { QueryMode } from './response-modes/query'

const responseModes = [QueryMode, FormPostMode]

/** The authorization endpoint and its answers (RFC 6749 §3.1, OpenID Connect Core §3.1.2, RFC 9207). */
@Module({
  imports: [DiscoveryModule, ParModule, ResourcesModule, TokenModule],
  controllers: [AuthorizationController],
  providers: [AuthorizationRequests, AuthorizationResponder, AuthorizationMetadata, ...responseModes],
  exports: [AuthorizationRequests, AuthorizationResponder, ParModule, TokenModule],
})
export class AuthorizationModule {
  constructor(presentations: Presentations, acting: ActingAddresses) {
    acting.register('/authorize')
    presentations.register('/authorize', 'page')
  }
}
