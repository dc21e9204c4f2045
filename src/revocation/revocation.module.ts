import { Injectable, Module } from '@nestjs/common'
import { BrowserOrigins } from '../clients/browser-origins'
import { ServerSettings } from '../config/server-settings'
import { GrantsModule } from '../grants/grants.module'
import { CorsPolicies } from '../http/cors/cors-policies'
import { Presentations } from '../http/errors/presentations'
import { ContributesMetadata } from '../registry/contributes-metadata'
import type { MetadataContribution } from '../registry/contributes-metadata'
import { TokenModule } from '../token/token.module'
import { RevocationController } from './revocation.controller'
import { RevokeToken } from './revoke-token'

@Injectable()
@ContributesMetadata()
class RevocationMetadata implements MetadataContribution {
  constructor(private readonly server: ServerSettings) {}

  metadata() {
    return { revocation_endpoint: `${this.server.issuer}/revoke` }
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
