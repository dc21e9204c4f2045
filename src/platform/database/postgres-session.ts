import type { Client } from 'pg'
import { backendPidOf } from './driver-internals'
import { longestIdle, longestStatement } from './database-times'

/** What holds of the connections to a PostgreSQL server. */
export class PostgresSession {
  #isPooled = false

  /**
   * Whether a pooler such as PgBouncer is in between, which may give each transaction another connection to PostgreSQL. Nothing that belongs
   * to a connection is relied on then: no prepared statements with names, no settings, no locks.
   */
  get isPooled(): boolean {
    return this.#isPooled
  }

  /** Prepares a new connection. A startup parameter would do the same, and poolers refuse those that they do not know. */
  readonly setUp = async (client: Client): Promise<void> => {
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    // A pooler tells a process of its own.
    this.#isPooled = rows[0]?.pid !== backendPidOf(client)
    if (this.#isPooled) return
    await client.query(
      `SELECT set_config('statement_timeout', '${longestStatement}', false), set_config('idle_in_transaction_session_timeout', '${longestIdle}', false)`,
    )
  }
}
