import type { Connection } from './connection'

/** Rows that nobody can need any more: those whose expiry lies before a point in time. */
export interface ExpiredRows {
  readonly table: string
  readonly key: string
  readonly expiry: string
  /** In the unit of the column. */
  readonly before: number
}

/** Deletes a batch of rows whose time has passed; rows that another node is deleting are left to it. */
export async function deleteExpired(connection: Connection, expired: ExpiredRows, limit: number): Promise<number> {
  const { table, key, expiry, before } = expired
  const batch = `SELECT ${key} FROM ${table} WHERE ${expiry} < $1 LIMIT $2 FOR UPDATE SKIP LOCKED`
  const rows = await connection.query(`DELETE FROM ${table} WHERE ${key} IN (${batch}) RETURNING 1 AS deleted`, [before, limit])
  return rows.length
}

/** How many rows wait to be deleted; beyond the limit they are not counted. */
export async function countExpired(connection: Connection, expired: ExpiredRows, limit: number): Promise<number> {
  const { table, expiry, before } = expired
  const some = `SELECT 1 AS waiting FROM ${table} WHERE ${expiry} < $1 LIMIT $2`
  const [row] = await connection.query(`SELECT COUNT(*) AS waiting FROM (${some}) AS expired_rows`, [before, limit])
  return Number(row?.['waiting'])
}
