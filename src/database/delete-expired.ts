import type { EntityManager } from 'typeorm'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import { queryRows } from './rows'

/** Deletes a batch of rows whose time has passed; rows that another node is deleting are left to it. */
export async function deleteExpired(
  manager: EntityManager,
  of: { readonly table: string; readonly key: string; readonly expiry: string },
  now: EpochSeconds,
  limit: number,
): Promise<number> {
  const { table, key, expiry } = of
  const batch = `SELECT ${key} FROM ${table} WHERE ${expiry} < $1 LIMIT $2 FOR UPDATE SKIP LOCKED`
  const rows = await queryRows(manager, `DELETE FROM ${table} WHERE ${key} IN (${batch}) RETURNING 1 AS deleted`, [now, limit])
  return rows.length
}
