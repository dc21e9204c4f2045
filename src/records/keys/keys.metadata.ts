import { Injectable } from '@nestjs/common'
import { KeySettings } from '#platform/config/key-settings'
import { ServerSettings } from '#platform/config/server-settings'
import { ContributesMetadata } from '#platform/registry/contributes-metadata'
import type { MetadataContribution } from '#platform/registry/contributes-metadata'

/** What discovery says of the server's keys. */
@Injectable()
@ContributesMetadata()
export class KeysMetadata implements MetadataContribution {
  constructor(
    private readonly server: ServerSettings,
    private readonly settings: KeySettings,
  ) {}

  metadata() {
    return { jwks_uri: this.server.urlOf('/jwks'), id_token_signing_alg_values_supported: [...this.settings.algorithms] }
  }
}
