import { Client } from 'pg'
import type { PoolConfig } from 'pg'
import { sendTogether } from './send-together'
import type { PostgresAnswer, PostgresConnection, PostgresQuery } from './postgres-query'

/** A connection on which many statements are on their way at once; those of the same moment are sent together. */
export class PostgresLine implements PostgresConnection {
  readonly #openedAt = performance.now()
  readonly #client: Client
  #isOver = false

  constructor(private readonly options: PoolConfig) {
    this.#client = new Client({ ...options, pipeline: true })
    // Whatever is on its way hears of it, too.
    this.#client.on('error', () => (this.#isOver = true)).on('end', () => (this.#isOver = true))
  }

  /** Whether it is there, and not so old that a new one should look where the database is by now. */
  get isUsable(): boolean {
    const { maxLifetimeSeconds = Infinity } = this.options
    return !this.#isOver && performance.now() - this.#openedAt < maxLifetimeSeconds * 1000
  }

  async open(): Promise<this> {
    await this.#client.connect()
    return this
  }

  query(query: PostgresQuery): Promise<PostgresAnswer> {
    sendTogether(this.#client)
    return this.#client.query(query as PostgresQuery & { values: unknown[] })
  }

  /** What is on its way is answered first. */
  async end(): Promise<void> {
    await this.#client.end()
  }
}
