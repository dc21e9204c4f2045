import type { Connection } from './connection'
import type { Value } from './row'

/** Inserts a row unless its key is taken; says whether it did. One statement decides. */
export async function insertIfAbsent(connection: Connection, table: string, row: Readonly<Record<string, Value>>): Promise<boolean> {
  const columns = Object.keys(row)
  const places = columns.map((_, index) => `$${index + 1}`).join(', ')
  const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places}) ON CONFLICT DO NOTHING RETURNING 1 AS inserted`
  return (await connection.query(sql, Object.values(row))).length === 1
}
