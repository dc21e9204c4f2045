import type { Connection } from './connection'

/** Seconds by which the clocks of two nodes may differ: no node deletes a row that another may still need. */
export const clockToleranceSeconds = 120

/** Rows that nobody can need any more: those whose expiry lies before a point in time. */
export interface ExpiredRows {
  readonly table: string
  readonly key: string
  readonly expiry: string
  /** By this node's clock, in epoch seconds; in the unit of the column where early deletion is harmless. */
  readonly before: number
  /** Set where no decision depends on the rows, so that a node whose clock is ahead may delete them early. Otherwise the tolerance applies. */
  readonly early?: 'harmless'
}

/** The latest expiry that has passed by every node's clock. */
export const cutoffOf = ({ before, early }: ExpiredRows): number => (early === 'harmless' ? before : before - clockToleranceSeconds)

/** Deletes a batch of rows whose time has passed; rows that another node is deleting are left to it. */
export async function deleteExpired(connection: Connection, expired: ExpiredRows, limit: number): Promise<number> {
  const { table, key, expiry } = expired
  const batch = `SELECT ${key} FROM ${table} WHERE ${expiry} < $1 LIMIT $2 FOR UPDATE SKIP LOCKED`
  const rows = await connection.query(`DELETE FROM ${table} WHERE ${key} IN (${batch}) RETURNING 1 AS deleted`, [cutoffOf(expired), limit])
  return rows.length
}

/** How many rows wait to be deleted; beyond the limit they are not counted. */
export async function countExpired(connection: Connection, expired: ExpiredRows, limit: number): Promise<number> {
  const { table, expiry } = expired
  const some = `SELECT 1 AS waiting FROM ${table} WHERE ${expiry} < $1 LIMIT $2`
  const [row] = await connection.query(`SELECT COUNT(*) AS waiting FROM (${some}) AS expired_rows`, [cutoffOf(expired), limit])
  return Number(row?.['waiting'])
}
