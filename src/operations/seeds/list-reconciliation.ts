import type { KeyedDigest } from '#platform/secrets/keyed-digest'
import type { SeedChange } from '#records/seeded/put-seeded'
import { placeOf } from './document/name-entry'
import type { PlacedEntry } from './document/read-seed-document'
import { SeedError } from './document/seed-error'
import type { ReadEntry, SeededKind, Surroundings } from './kinds/seeded-kind'
import type { SeedPart } from './seed-parts'

/** So many entries are written in one unit: whatever else the server does waits for no longer than that takes. */
const entriesInUnit = 100

/** How to call the seed in errors, and what tells whether an entry has changed. */
interface Terms {
  readonly source: string
  readonly digest: (entry: unknown) => KeyedDigest
}

/** An entry of the document, and what became of it. */
interface Outcome {
  readonly index: number
  readonly key: string
  readonly name: string
  /** The digest of what was read of it, as the row has it. */
  readonly digest: string
  change: SeedChange
}

interface Candidate extends ReadEntry<unknown> {
  readonly outcome: Outcome
}

/** A list of a seed on its way into the database. */
export class ListReconciliation {
  /** The keys of all its entries. */
  readonly keys: ReadonlySet<string>
  readonly #outcomes: readonly Outcome[]
  readonly #read: readonly Candidate[]
  #changed: readonly Candidate[] = []

  constructor(
    readonly kind: SeededKind,
    { read, settled }: SeedPart,
    private readonly terms: Terms,
  ) {
    this.#read = read.map((one) => this.#toCandidate(one))
    const outcomes = [...settled.map((one): Outcome => ({ ...one, change: 'unchanged' })), ...this.#read.map(({ outcome }) => outcome)]
    this.#outcomes = outcomes.toSorted((one, other) => one.index - other.index)
    this.keys = new Set(this.#outcomes.map(({ key }) => key))
  }

  /** What became of each entry, in the order of the document. */
  get entries(): readonly Readonly<Outcome>[] {
    return this.#outcomes
  }

  /**
   * Finds what has changed, and refuses what contradicts what is there.
   *
   * @throws SeedError
   */
  async check(named: Surroundings<unknown>['named']): Promise<void> {
    if (this.#read.length === 0) return
    const rows = new Map((await this.kind.rows()).map(({ key, digest }) => [key, digest]))
    this.#changed = this.#read.filter(({ outcome: { key, digest } }) => rows.get(key) !== digest)
    await this.kind.check?.(this.#changed, { read: this.#read, named })
  }

  /** Writes what has changed, a few entries at a time. */
  async write(): Promise<void> {
    for (let from = 0; from < this.#changed.length; from += entriesInUnit) {
      const batch = this.#changed.slice(from, from + entriesInUnit)
      const changes = await this.kind.put(batch)
      for (const [index, { outcome }] of batch.entries()) outcome.change = changes[index] ?? 'unchanged'
    }
  }

  #toCandidate({ index, entry }: PlacedEntry<unknown>): Candidate {
    const [name, digest] = [this.kind.nameOf(entry), this.terms.digest(entry)]
    return {
      entry,
      digest,
      refuse: (rule) => new SeedError(this.terms.source, placeOf(this.kind.list, index, name), rule),
      outcome: { index, key: this.kind.keyOf(entry), name, digest: String(digest), change: 'unchanged' },
    }
  }
}
