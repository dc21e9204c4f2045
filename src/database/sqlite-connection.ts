import { LRUCache } from 'lru-cache'
import type { DataSource } from 'typeorm'
import type { Row, Value } from './row'

interface Prepared {
  /** Whether it answers rows. */
  readonly reader: boolean
  all(...values: readonly unknown[]): Row[]
  run(...values: readonly unknown[]): unknown
}

/** A connection of better-sqlite3, as far as it is used here. */
export interface SqliteConnection {
  readonly inTransaction: boolean
  prepare(sql: string): Prepared
}

/** Statements kept prepared on a connection. */
const preparedStatements = 300
const prepared = new WeakMap<SqliteConnection, LRUCache<string, Prepared>>()

/** The connection under TypeORM: it has one to a file. */
export const sqliteConnectionOf = (dataSource: DataSource): SqliteConnection =>
  (dataSource.driver as unknown as { readonly databaseConnection: SqliteConnection }).databaseConnection

function prepare(connection: SqliteConnection, sql: string): Prepared {
  const known = prepared.get(connection) ?? new LRUCache<string, Prepared>({ max: preparedStatements })
  prepared.set(connection, known)
  const statement = known.get(sql) ?? connection.prepare(sql)
  known.set(sql, statement)
  return statement
}

/** Runs a statement at once: SQLite is in this process. better-sqlite3 binds no booleans. */
export function runOnSqlite(connection: SqliteConnection, sql: string, values: readonly Value[] = []): readonly Row[] {
  const statement = prepare(connection, sql)
  const bound = values.map((value) => (typeof value === 'boolean' ? Number(value) : value))
  if (statement.reader) return statement.all(...bound)
  statement.run(...bound)
  return []
}
