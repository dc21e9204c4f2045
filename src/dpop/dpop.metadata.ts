import { Injectable } from '@nestjs/common'
import { fapiAlgorithms } from '#libs/jwk/algorithms'
import { ContributesMetadata } from '../registry/contributes-metadata'
import type { MetadataContribution } from '../registry/contributes-metadata'

/** What discovery says of DPoP (RFC 9449 §5.1). */
@Injectable()
@ContributesMetadata()
export class DpopMetadata implements MetadataContribution {
  metadata() {
    return { dpop_signing_alg_values_supported: [...fapiAlgorithms] }
  }
}
