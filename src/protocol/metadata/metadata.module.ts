import { Module } from '@nestjs/common'
import { DiscoveryModule } from '@nestjs/core'
import { oauthMetadata, oauthMetadataPathOf } from '#libs/issuer/metadata-path'
import { ServerSettings } from '#platform/config/server-settings'
import { CorsPolicies } from '#platform/http/cors/cors-policies'
import { Presentations } from '#platform/http/errors/presentations'
import { HostAddresses } from '#platform/http/host-addresses'
import { ResourcesModule } from '#records/resources/resources.module'
import { MetadataController } from './metadata.controller'
import { ProviderMetadata } from './provider-metadata'

const addresses = ['/.well-known/openid-configuration', oauthMetadata, '/jwks']

/** Discovery documents (OpenID Connect Discovery 1.0, RFC 8414). */
@Module({ imports: [DiscoveryModule, ResourcesModule], controllers: [MetadataController], providers: [ProviderMetadata] })
export class MetadataModule {
  constructor(presentations: Presentations, cors: CorsPolicies, hostAddresses: HostAddresses, { issuer }: ServerSettings) {
    hostAddresses.register(oauthMetadataPathOf(issuer), oauthMetadata)
    for (const address of addresses) {
      presentations.register(address, 'json')
      cors.register(address, { origins: 'any', methods: ['GET'] })
    }
  }
}
