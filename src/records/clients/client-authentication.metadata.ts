import { Injectable } from '@nestjs/common'
import { enforces } from '#libs/checks/enforces'
import { ContributesMetadata } from '#platform/registry/contributes-metadata'
import type { MetadataContribution } from '#platform/registry/contributes-metadata'
import { AuthenticateClient } from './authentication/authenticate-client'

enforces('RFC8414-2')

const assertionAlgorithms = ['PS256', 'ES256', 'EdDSA', 'RS256']

/** What discovery says of client authentication. */
@Injectable()
@ContributesMetadata()
export class ClientAuthenticationMetadata implements MetadataContribution {
  constructor(private readonly authenticateClient: AuthenticateClient) {}

  metadata() {
    const { methods } = this.authenticateClient
    const confidential = methods.filter((method) => method !== 'none')
    return {
      token_endpoint_auth_methods_supported: [...methods],
      token_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
      introspection_endpoint_auth_methods_supported: confidential,
      introspection_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
      revocation_endpoint_auth_methods_supported: [...methods],
      revocation_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
    }
  }
}
