import type { SeedList } from '../document/seed-document'
import type { ScopedClient } from '../find-seed-warnings'

/** Of an entry, the digest of how it is written, and the digest of what it says, as its row has it. */
export type EntryDigests = readonly [written: string, row: string]

/** What is remembered of a seed that was loaded. All digests are keyed. */
export interface SeedReading {
  readonly prune: boolean
  /** The variables that it was read with: their names, and the digest of their values. */
  readonly variables: readonly string[]
  readonly values: string
  /** The digest of what its entries may name, as the server had it afterwards. */
  readonly declared: string
  /** The digest of the keys of its entries. */
  readonly keys: string
  readonly entries: Readonly<Record<SeedList, readonly EntryDigests[]>>
  /** Its clients that have scopes: what it is warned about depends on resources, too. */
  readonly clients: readonly ScopedClient[]
}
