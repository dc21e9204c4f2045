import { isUnlisted, toList } from '#platform/database/listed'
import type { Transaction } from '#platform/database/transaction'

/** Removes the rows that came from a seed and that the list does not name; says which. */
export async function pruneSeeded(tx: Transaction, table: string, column: string, keep: ReadonlySet<string>): Promise<readonly string[]> {
  const sql = `DELETE FROM ${table} WHERE seed_digest IS NOT NULL AND ${isUnlisted(column, 1)} RETURNING ${column}`
  return (await tx.query(sql, [toList([...keep])])).map((row) => row[column] as string)
}
