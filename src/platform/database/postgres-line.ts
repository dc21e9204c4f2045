import { Client } from 'pg'
import type { PoolConfig } from 'pg'
import { sendTogether, streamOf } from './send-together'
import type { PostgresAnswer, PostgresConnection, PostgresQuery } from './postgres-query'

/** So long, in milliseconds, a server that still answers takes to say goodbye. */
const goodbye = 1_000

/** A connection on which many statements are on their way at once; those of the same moment are sent together. */
export class PostgresLine implements PostgresConnection {
  readonly #client: Client
  #since = performance.now()
  #isOver = false

  constructor(private readonly options: PoolConfig) {
    this.#client = new Client({ ...options, pipeline: true })
    // Whatever is on its way hears of it, too.
    this.#client.on('error', () => (this.#isOver = true)).on('end', () => (this.#isOver = true))
  }

  /** Whether it is there no more. */
  get isOver(): boolean {
    return this.#isOver
  }

  /** Whether it has served for so long that a new one should look where the database is by now. */
  get isOld(): boolean {
    return performance.now() - this.#since > (this.options.maxLifetimeSeconds || Infinity) * 1000
  }

  async open(): Promise<this> {
    await this.#client.connect()
    return this
  }

  /** Serves for as long again. */
  stay(): void {
    this.#since = performance.now()
  }

  query(query: PostgresQuery): Promise<PostgresAnswer> {
    sendTogether(this.#client)
    return this.#client.query(query as PostgresQuery & { values: unknown[] })
  }

  /** What is on its way is answered first, by a server that answers; of one that does not, nobody takes leave. */
  async end(): Promise<void> {
    const { query_timeout: silence = 0 } = this.options
    const leave = setTimeout(() => streamOf(this.#client).destroy(), silence + goodbye).unref()
    await this.#client.end()
    clearTimeout(leave)
  }
}
