import { Injectable } from '@nestjs/common'
import { enforces } from '#libs/checks/enforces'
import { fapiAlgorithms } from '#libs/jwk/algorithms'
import { ContributesMetadata } from '#platform/registry/contributes-metadata'
import type { MetadataContribution } from '#platform/registry/contributes-metadata'

enforces('RFC9449-5.1')

/** What discovery says of DPoP (RFC 9449 §5.1). */
@Injectable()
@ContributesMetadata()
export class DpopMetadata implements MetadataContribution {
  metadata() {
    return { dpop_signing_alg_values_supported: [...fapiAlgorithms] }
  }
}
