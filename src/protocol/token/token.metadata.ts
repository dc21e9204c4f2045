import { Injectable } from '@nestjs/common'
import { ServerSettings } from '#platform/config/server-settings'
import { ContributesMetadata } from '#platform/registry/contributes-metadata'
import type { MetadataContribution } from '#platform/registry/contributes-metadata'
import { GrantRegistry } from './grant-registry'

/** What discovery says of the token endpoint. */
@Injectable()
@ContributesMetadata()
export class TokenMetadata implements MetadataContribution {
  constructor(
    private readonly grants: GrantRegistry,
    private readonly server: ServerSettings,
  ) {}

  metadata() {
    return { token_endpoint: this.server.urlOf('/token'), grant_types_supported: [...this.grants.grantTypes] }
  }
}
