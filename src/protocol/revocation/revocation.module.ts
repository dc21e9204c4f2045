import { Injectable, Module } from '@nestjs/common'
import { BrowserOrigins } from '#records/clients/browser-origins'
import { ServerSettings } from '#platform/config/server-settings'
import { GrantsModule } from '#records/grants/grants.module'
import { CorsPolicies } from '#platform/http/cors/cors-policies'
import { Presentations } from '#platform/http/errors/presentations'
import { ContributesMetadata } from '#platform/registry/contributes-metadata'
import type { MetadataContribution } from '#platform/registry/contributes-metadata'
import { TokenModule } from '#protocol/token/token.module'
import { RevocationController } from './revocation.controller'
import { RevokeToken } from './revoke-token'

@Injectable()
@ContributesMetadata()
class RevocationMetadata implements MetadataContribution {
  constructor(private readonly server: ServerSettings) {}

  metadata() {
    return { revocation_endpoint: this.server.urlOf('/revoke') }
  }
}

/** Token revocation (RFC 7009). */
@Module({ imports: [TokenModule, GrantsModule], controllers: [RevocationController], providers: [RevokeToken, RevocationMetadata] })
export class RevocationModule {
  constructor(presentations: Presentations, cors: CorsPolicies, browserOrigins: BrowserOrigins) {
    presentations.register('/revoke', 'json')
    cors.register('/revoke', { origins: (origin) => browserOrigins.has(origin), methods: ['POST'] })
  }
}
