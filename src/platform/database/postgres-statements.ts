import { QueryFailedError } from 'typeorm'
import type { Connection } from './connection'
import type { PostgresConnection } from './postgres-query'
import type { PostgresSession } from './postgres-session'
import type { Row, Value } from './row'

/** Lists differ in length, and each length is a statement of its own: long ones are not worth keeping. */
const longestPrepared = 20
const names = new Map<string, string>()

function nameOf(sql: string): string {
  const name = names.get(sql) ?? `aldgate_${names.size}`
  names.set(sql, name)
  return name
}

/** Statements on a connection of pg, or on its pool; each connection prepares a statement once. */
export class PostgresStatements implements Connection {
  /** @param connection what to send the next statement to */
  constructor(
    private readonly connection: () => PostgresConnection,
    private readonly session: PostgresSession,
  ) {}

  async query(text: string, values: readonly Value[] = []): Promise<readonly Row[]> {
    const isPrepared = !this.session.isPooled && values.length <= longestPrepared
    try {
      return (await this.connection().query({ text, values, ...(isPrepared && { name: nameOf(text) }) })).rows
    } catch (error) {
      throw new QueryFailedError(text, [...values], error as Error)
    }
  }
}
