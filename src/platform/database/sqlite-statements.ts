import { QueryFailedError } from 'typeorm'
import type { Connection } from './connection'
import { toSqliteLists } from './listed'
import type { Row, Value } from './row'
import { queryOnSqlite, runOnSqlite } from './sqlite-connection'
import type { SqliteConnection } from './sqlite-connection'

/** SQLite knows $1 as a name, and locks no rows: its transactions take turns. */
const dialects = new Map<string, string>()
const toSqlite = (sql: string): string => {
  const known = dialects.get(sql)
  if (known !== undefined) return known
  const translated = toSqliteLists(sql.replaceAll(/\$\d+/g, '?').replaceAll(/ FOR UPDATE( SKIP LOCKED)?/g, ''))
  dialects.set(sql, translated)
  return translated
}

/** Statements on a connection of better-sqlite3: each has run when it returns. */
export class SqliteStatements implements Connection {
  /**
   * @param connection what to send the next statement to
   * @param mayWrite whether a statement may change something; otherwise it is refused
   */
  constructor(
    private readonly connection: () => SqliteConnection,
    private readonly mayWrite: boolean,
  ) {}

  async query(sql: string, values: readonly Value[] = []): Promise<readonly Row[]> {
    const run = this.mayWrite ? runOnSqlite : queryOnSqlite
    try {
      return run(this.connection(), toSqlite(sql), values)
    } catch (error) {
      throw new QueryFailedError(sql, [...values], error as Error)
    }
  }
}
