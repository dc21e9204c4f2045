import { Injectable } from '@nestjs/common'
import { supportedClaims } from '#libs/token-claims/claims-of-scope'
import { ServerSettings } from '#platform/config/server-settings'
import { ContributesMetadata } from '#platform/registry/contributes-metadata'
import type { MetadataContribution } from '#platform/registry/contributes-metadata'

/** What discovery says of people's claims. */
@Injectable()
@ContributesMetadata()
export class UserInfoMetadata implements MetadataContribution {
  constructor(private readonly server: ServerSettings) {}

  metadata() {
    return {
      userinfo_endpoint: this.server.urlOf('/userinfo'),
      claims_supported: [...supportedClaims, 'auth_time', 'acr', 'amr', 'sid'],
      claims_parameter_supported: true,
      claim_types_supported: ['normal'],
      subject_types_supported: ['public'],
    }
  }
}
