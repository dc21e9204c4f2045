import { Injectable } from '@nestjs/common'
import { ServerSettings } from '#platform/config/server-settings'
import { ContributesMetadata } from '#platform/registry/contributes-metadata'
import type { MetadataContribution } from '#platform/registry/contributes-metadata'
import { signingAlgorithms } from './make-key-pair'

/** What discovery says of the server's keys. */
@Injectable()
@ContributesMetadata()
export class KeysMetadata implements MetadataContribution {
  constructor(private readonly server: ServerSettings) {}

  metadata() {
    return { jwks_uri: this.server.urlOf('/jwks'), id_token_signing_alg_values_supported: [...signingAlgorithms] }
  }
}
