import type { ReadingTerms } from '#libs/client-metadata/field-readers'
import { toClientMetadata } from '#libs/client-metadata/to-client-metadata'
import { isMapping } from './read-entry'
import type { SeedClient } from './seed-document'

/**
 * Reads one client of a seed: its metadata in the names of RFC 7591, and its secret apart.
 *
 * @throws Error `field: rule`
 */
export function readSeedClient(value: unknown, terms: ReadingTerms): SeedClient {
  if (!isMapping(value)) throw new Error('must be a mapping')
  return toClientMetadata(value, terms)
}
