import type { PlacedEntry } from './document/read-seed-document'
import type { SeedDocument, SeedList } from './document/seed-document'
import { eachList } from './document/seed-lists'

/** An entry that is known to be as its row is: it needs not be read. */
export interface SettledEntry {
  readonly index: number
  readonly key: string
  readonly name: string
  readonly digest: string
}

/** The entries of a list. */
export interface SeedPart<Entry = unknown> {
  readonly read: readonly PlacedEntry<Entry>[]
  readonly settled: readonly SettledEntry[]
}

/** A document, some entries of which may be settled already. */
export interface SeedParts {
  readonly prune: boolean
  readonly lists: { readonly [List in SeedList]: SeedPart<SeedDocument[List][number]> }
}

/** A document of which nothing is settled. */
export const toParts = (document: SeedDocument): SeedParts => ({
  prune: document.prune,
  lists: eachList((list) => ({
    read: document[list].map((entry, index) => ({ index, entry })),
    settled: [],
  })) as unknown as SeedParts['lists'],
})
