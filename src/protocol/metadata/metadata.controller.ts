import { Controller, Get, Header } from '@nestjs/common'
import { enforces } from '#libs/checks/enforces'
import { Access } from '#platform/http/access'
import { ProviderMetadata } from './provider-metadata'

enforces('OIDCD-4', 'RFC8414-3', 'FAPI2-SP-FINAL-5.3.2.1-1', 'OIDCD-4.1', 'OIDCD-4.3', 'RFC8414-3.3')

/** Discovery, with the same values at both addresses (OpenID Connect Discovery §4, RFC 8414 §3). */
@Controller('.well-known')
@Access('public')
export class MetadataController {
  constructor(private readonly providerMetadata: ProviderMetadata) {}

  @Get(['openid-configuration', 'oauth-authorization-server'])
  @Header('content-type', 'application/json')
  @Header('cache-control', 'public, max-age=300')
  get(): Promise<string> {
    return this.providerMetadata.text()
  }
}
