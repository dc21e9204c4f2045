import { DiscoveryService } from '@nestjs/core'

/** A feature that discovery speaks of. Lists of the same name from several features are joined. */
export interface MetadataContribution {
  /** Members of the provider's metadata (OpenID Connect Discovery §3, RFC 8414 §2), URLs included. */
  metadata(): Readonly<Record<string, unknown>>
}

/** Puts a feature's metadata into the discovery documents. */
export const ContributesMetadata = DiscoveryService.createDecorator<void>()
