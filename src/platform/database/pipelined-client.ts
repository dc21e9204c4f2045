import { Client } from 'pg'
import type { PoolConfig } from 'pg'
import { streamOf } from './driver-internals'
import type { PostgresAnswer, PostgresConnection, PostgresQuery } from './postgres-query'

/** Milliseconds that a server which still answers takes to close a connection. */
const closing = 1_000

/** A connection on which many statements are on their way at once. */
export class PipelinedClient implements PostgresConnection {
  readonly #client: Client
  #since = performance.now()
  #isClosed = false
  #isGathering = false

  constructor(private readonly options: PoolConfig) {
    this.#client = new Client({ ...options, pipeline: true })
    // Whatever is on its way hears of it, too.
    this.#client.on('error', () => (this.#isClosed = true)).on('end', () => (this.#isClosed = true))
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  /** Whether it has served for so long that a new one should look where the database is by now. */
  get isOld(): boolean {
    return performance.now() - this.#since > (this.options.maxLifetimeSeconds || Infinity) * 1000
  }

  async open(): Promise<this> {
    await this.#client.connect()
    const setUp = this.options.onConnect as ((client: Client) => Promise<void>) | undefined
    await setUp?.(this.#client)
    return this
  }

  /** Serves for as long again. */
  renew(): void {
    this.#since = performance.now()
  }

  query(query: PostgresQuery): Promise<PostgresAnswer> {
    this.#gather()
    return this.#client.query(query as PostgresQuery & { values: unknown[] })
  }

  /** What is on its way is answered first, by a server that answers; the connection to one that does not is cut. */
  async end(): Promise<void> {
    const { query_timeout: silence = 0 } = this.options
    const cut = setTimeout(() => streamOf(this.#client).destroy(), silence + closing).unref()
    await this.#client.end()
    clearTimeout(cut)
  }

  /** What this turn of the event loop asks for leaves in one write: each write is a system call that wakes another process. */
  #gather(): void {
    if (this.#isGathering) return
    this.#isGathering = true
    const stream = streamOf(this.#client)
    stream.cork()
    setImmediate(() => {
      this.#isGathering = false
      stream.uncork()
    })
  }
}
