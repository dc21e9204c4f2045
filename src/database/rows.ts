import type { EntityManager } from 'typeorm'

export type Row = Readonly<Record<string, unknown>>
type Value = string | number | boolean | null

/** SQLite knows $1 as a name, and locks no rows: its units take turns. */
const dialects = new Map<string, string>()
const toSqlite = (sql: string): string => {
  const known = dialects.get(sql)
  if (known !== undefined) return known
  const translated = sql.replaceAll(/\$\d+/g, '?').replaceAll(/ FOR UPDATE( SKIP LOCKED)?/g, '')
  dialects.set(sql, translated)
  return translated
}

/** Runs one statement with its parameters in order ($1, $2, … each used once) and returns the rows it answers: with RETURNING, those it changed. */
export async function queryRows(manager: EntityManager, sql: string, values: readonly Value[] = []): Promise<readonly Row[]> {
  const isSqlite = manager.connection.options.type === 'better-sqlite3'
  const answer: unknown = await manager.query(isSqlite ? toSqlite(sql) : sql, [...values])
  if (!Array.isArray(answer)) return []
  // PostgreSQL's UPDATE and DELETE answer [rows, count].
  return (!isSqlite && /^\s*(update|delete)/i.test(sql) ? (answer[0] as unknown) : answer) as readonly Row[]
}

/** Inserts a row unless its key is taken; says whether it did. One statement decides. */
export async function insertIfAbsent(manager: EntityManager, table: string, row: Readonly<Record<string, Value>>): Promise<boolean> {
  const columns = Object.keys(row)
  const places = columns.map((_, index) => `$${index + 1}`).join(', ')
  const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places}) ON CONFLICT DO NOTHING RETURNING 1 AS inserted`
  return (await queryRows(manager, sql, Object.values(row))).length === 1
}
