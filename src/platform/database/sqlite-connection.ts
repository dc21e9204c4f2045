import { LRUCache } from 'lru-cache'
import type { Row, Value } from './row'

interface Prepared {
  /** Whether it answers rows. */
  readonly reader: boolean
  /** Whether it changes nothing. */
  readonly readonly: boolean
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

function statementsOf(connection: SqliteConnection): LRUCache<string, Prepared> {
  const known = prepared.get(connection)
  if (known) return known
  const none = new LRUCache<string, Prepared>({ max: preparedStatements })
  prepared.set(connection, none)
  return none
}

function prepare(connection: SqliteConnection, sql: string): Prepared {
  const statements = statementsOf(connection)
  const known = statements.get(sql)
  if (known) return known
  const statement = connection.prepare(sql)
  statements.set(sql, statement)
  return statement
}

/** better-sqlite3 binds no booleans. */
const toBound = (value: Value) => (typeof value === 'boolean' ? Number(value) : value)

function run(statement: Prepared, values: readonly Value[]): readonly Row[] {
  const bound = values.map(toBound)
  if (statement.reader) return statement.all(...bound)
  statement.run(...bound)
  return []
}

/** Runs a statement at once: SQLite is in this process. */
export const runOnSqlite = (connection: SqliteConnection, sql: string, values: readonly Value[] = []): readonly Row[] =>
  run(prepare(connection, sql), values)

/** Runs a query: a statement that would change something is refused. */
export function queryOnSqlite(connection: SqliteConnection, sql: string, values: readonly Value[]): readonly Row[] {
  const statement = prepare(connection, sql)
  if (!statement.readonly) throw new Error('attempt to write where reading was asked for')
  return run(statement, values)
}
