import type { PoolConfig } from 'pg'
import { PipelinedClient } from './pipelined-client'
import type { PostgresAnswer, PostgresConnection, PostgresQuery } from './postgres-query'

/**
 * Statements that are answered at once, all on one connection of their own. On connections of the pool each would wait for its own round
 * trip, and what sending costs is most of what such a statement costs.
 */
export class SharedConnection implements PostgresConnection {
  #client: PipelinedClient | undefined
  #opening: Promise<PipelinedClient> | undefined

  /** @param options those of the pool's connections, which it shares; throws where there is no pool */
  constructor(private readonly options: () => PoolConfig) {}

  query(query: PostgresQuery): Promise<PostgresAnswer> {
    const client = this.#client
    if (!client || client.isClosed) return this.#opened().then((opened) => opened.query(query))
    if (client.isOld) this.#replace(client)
    return client.query(query)
  }

  async end(): Promise<void> {
    await this.#opening?.catch(() => undefined)
    const client = this.#client
    this.#client = undefined
    await client?.end()
  }

  /** An old one serves until the new one is there, and for as long again where there is none to be had. */
  #replace(client: PipelinedClient): void {
    this.#opened().catch(() => client.renew())
  }

  /** What could not be opened is opened again when it is asked for again. */
  #opened(): Promise<PipelinedClient> {
    this.#opening ??= this.#open().finally(() => (this.#opening = undefined))
    return this.#opening
  }

  async #open(): Promise<PipelinedClient> {
    const old = this.#client
    this.#client = await new PipelinedClient(this.options()).open()
    // It ends by itself, once it has answered; where it is closed, there is nothing to end.
    void old?.end().catch(() => undefined)
    return this.#client
  }
}
