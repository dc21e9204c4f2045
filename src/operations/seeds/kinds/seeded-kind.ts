import type { SeedChange } from '#records/seeded/put-seeded'
import type { SeededRow } from '#records/seeded/find-seeded'
import type { KeyedDigest } from '#platform/secrets/keyed-digest'
import type { SeedList } from '../document/seed-document'
import type { SeedError } from '../document/seed-error'

/** An entry of a seed that has been read. */
export interface ReadEntry<Entry> {
  readonly entry: Entry
  readonly digest: KeyedDigest
  /** What to throw where it cannot be as the seed has it. */
  readonly refuse: (rule: string) => SeedError
}

/** What else a document says, beside the entries that may have to be written. */
export interface Surroundings<Entry> {
  /** All entries of the list that have been read, those that are as they were too. */
  readonly read: readonly ReadEntry<Entry>[]
  /** The keys of all entries, by list. */
  readonly named: ReadonlyMap<SeedList, ReadonlySet<string>>
}

/** What becomes of the entries of one list: how they are known, checked, written and taken away. All lists pass through this. */
export interface SeededKind<Entry = unknown> {
  readonly list: SeedList
  /** What an entry is known by, as its row has it. */
  keyOf(entry: Entry): string
  /** What the report calls it. */
  nameOf(entry: Entry): string
  /** The rows that seeds have brought. */
  rows(): Promise<readonly SeededRow[]>
  /**
   * Refuses entries that contradict what is there; before anything is written.
   *
   * @throws SeedError
   */
  check?(changed: readonly ReadEntry<Entry>[], surroundings: Surroundings<Entry>): Promise<void>
  /** Writes a few entries in one unit; says what changed of each. */
  put(changed: readonly ReadEntry<Entry>[]): Promise<readonly SeedChange[]>
  /** Takes away what came from a seed and has none of the keys; says what, by name. */
  prune(keys: ReadonlySet<string>): Promise<readonly string[]>
}
