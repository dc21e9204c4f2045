import { QueryFailedError } from 'typeorm'
import type { EntityManager } from 'typeorm'
import { runOnPostgres } from './postgres-connection'
import type { Row, Value } from './row'
import { queryOnSqlite, runOnSqlite, sqliteConnectionOf } from './sqlite-connection'
import { SqliteReadingSource } from './sqlite-reading-source'

/** SQLite knows $1 as a name, and locks no rows: its units take turns. */
const dialects = new Map<string, string>()
const toSqlite = (sql: string): string => {
  const known = dialects.get(sql)
  if (known !== undefined) return known
  const translated = sql.replaceAll(/\$\d+/g, '?').replaceAll(/ FOR UPDATE( SKIP LOCKED)?/g, '')
  dialects.set(sql, translated)
  return translated
}

/**
 * Runs one statement with its parameters in order ($1, $2, … each used once) and returns the rows it answers: with RETURNING, those it
 * changed. It goes to the driver's connection at once, where it stays prepared: TypeORM's own way there costs more than the statement.
 *
 * @throws QueryFailedError
 */
export async function queryRows(manager: EntityManager, sql: string, values: readonly Value[] = []): Promise<readonly Row[]> {
  const { connection } = manager
  try {
    if (connection instanceof SqliteReadingSource) return queryOnSqlite(connection.fittest, toSqlite(sql), values)
    if (connection.options.type === 'better-sqlite3') return runOnSqlite(sqliteConnectionOf(connection), toSqlite(sql), values)
    return await runOnPostgres(manager, sql, values)
  } catch (error) {
    throw new QueryFailedError(sql, [...values], error as Error)
  }
}

/** The end of a list after RETURNING by which PostgreSQL commits what the statement adds without waiting for its disk. */
export const committedSoon = ({ connection }: EntityManager): string =>
  connection.options.type === 'postgres' ? ", set_config('synchronous_commit', 'off', true)" : ''

/** Inserts a row unless its key is taken; says whether it did. One statement decides. */
export async function insertIfAbsent(manager: EntityManager, table: string, row: Readonly<Record<string, Value>>): Promise<boolean> {
  const columns = Object.keys(row)
  const places = columns.map((_, index) => `$${index + 1}`).join(', ')
  const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places}) ON CONFLICT DO NOTHING RETURNING 1 AS inserted`
  return (await queryRows(manager, sql, Object.values(row))).length === 1
}
