import type { ObjectLiteral } from 'typeorm'
import { lockRow } from '#platform/database/entity-rows'
import type { Transaction } from '#platform/database/transaction'
import type { KeyedDigest } from '#platform/secrets/keyed-digest'

/** What became of an entry of a seed. */
export type SeedChange = 'created' | 'updated' | 'unchanged'

interface SeededRow extends ObjectLiteral {
  seedDigest: string | null
}

/** An entry of a seed as its row keeps it. */
export interface SeededEntry<Row extends SeededRow> {
  readonly entity: new () => Row
  /** The column of the key, and its property. */
  readonly column: string
  readonly key: Partial<Row>
  readonly values: Partial<Row>
  readonly digest: KeyedDigest
}

/** Adds or replaces the row of an entry that stands in a seed; a row whose entry has not changed is left alone. */
export async function putSeeded<Row extends SeededRow>(tx: Transaction, entry: SeededEntry<Row>): Promise<SeedChange> {
  const { entity, column, key, digest } = entry
  const [value] = Object.values(key) as [string]
  const known = await lockRow(tx, entity, `${column} = $1`, [value])
  if (known?.seedDigest === String(digest)) return 'unchanged'
  const values = { ...entry.values, seedDigest: String(digest) }
  if (known) await tx.entities.update(entity, key, values)
  else await tx.entities.insert(entity, { ...key, ...values })
  // What was written under a key that is on its way out is written anew, so that nothing depends on it any more.
  if (digest.matches(known?.seedDigest)) return 'unchanged'
  return known ? 'updated' : 'created'
}
