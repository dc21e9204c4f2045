import { lockRows, putRows } from '#platform/database/entity-rows'
import { isListed, toList } from '#platform/database/listed'
import type { Transaction } from '#platform/database/transaction'
import type { KeyedDigest } from '#platform/secrets/keyed-digest'

/** What became of an entry of a seed. */
export type SeedChange = 'created' | 'updated' | 'unchanged'

interface SeededRow {
  seedDigest: string | null
}

/** What a seed says, and the digest that tells whether it has changed. */
export interface Seeded<Entry> {
  readonly entry: Entry
  readonly digest: KeyedDigest
}

/** Where the rows of a kind of entries are. */
interface SeededTable<Row extends SeededRow> {
  readonly entity: new () => Row
  /** The column of the key, and its property. */
  readonly column: string
  readonly property: keyof Row & string
}

/** An entry of a seed, and how its row keeps it. */
interface SeededEntry<Row extends SeededRow> {
  readonly key: string
  readonly digest: KeyedDigest
  /** What the entry says; what it says nothing of stays as it is, or is null in a row that is new. */
  readonly toValues: (known: Row | undefined) => Partial<Row>
}

/**
 * Adds or replaces the rows of entries that stand in a seed, whatever their number, by two statements; a row whose entry has not changed is
 * left alone. Says what became of each entry.
 */
export async function putSeeded<Row extends SeededRow>(
  tx: Transaction,
  { entity, column, property }: SeededTable<Row>,
  entries: readonly SeededEntry<Row>[],
): Promise<readonly SeedChange[]> {
  const rows = await lockRows(tx, entity, isListed(column, 1), [toList(entries.map(({ key }) => key))])
  const known = new Map(rows.map((row) => [row[property] as string, row]))
  const written = entries.map(({ key, digest, toValues }) => {
    const row = known.get(key)
    const values = { ...row, [property]: key, ...toValues(row), seedDigest: String(digest) } as unknown as Row
    return { change: changeBySeed(row, digest), values: isOutdated(row, digest) ? [values] : [] }
  })
  await putRows(
    tx,
    entity,
    written.flatMap(({ values }) => values),
  )
  return written.map(({ change }) => change)
}

/** What an entry changes of the row that is there. */
export function changeBySeed(known: SeededRow | undefined, digest: KeyedDigest): SeedChange {
  if (digest.matches(known?.seedDigest)) return 'unchanged'
  return known ? 'updated' : 'created'
}

/** Whether the row has to be written: also where nothing has changed but the key of the digest, so that nothing depends on the old key. */
export const isOutdated = (known: SeededRow | undefined, digest: KeyedDigest): boolean => known?.seedDigest !== String(digest)
