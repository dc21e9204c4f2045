import type { PoolConfig } from 'pg'
import type { PostgresAnswer, PostgresConnection, PostgresQuery } from './postgres-query'
import { PostgresLine } from './postgres-line'

/**
 * Look-ups by key, all on one connection of their own. On connections of the pool each would wait for its own round trip, and what sending
 * costs is most of what a look-up costs.
 */
export class PostgresLookUps implements PostgresConnection {
  #line: PostgresLine | undefined
  #opening: Promise<PostgresLine> | undefined

  /** @param options those of the pool's connections, which it shares */
  constructor(private readonly options: () => PoolConfig) {}

  query(query: PostgresQuery): Promise<PostgresAnswer> {
    const line = this.#line
    return line?.isUsable ? line.query(query) : this.#replaced().then((replaced) => replaced.query(query))
  }

  async end(): Promise<void> {
    await this.#opening?.catch(() => undefined)
    await this.#line?.end()
    this.#line = undefined
  }

  /** What could not be opened is opened again when it is asked for again. */
  #replaced(): Promise<PostgresLine> {
    this.#opening ??= this.#replace().finally(() => (this.#opening = undefined))
    return this.#opening
  }

  async #replace(): Promise<PostgresLine> {
    const old = this.#line
    this.#line = await new PostgresLine(this.options()).open()
    // It ends by itself, once it has answered; where it is over, there is nothing to end.
    void old?.end().catch(() => undefined)
    return this.#line
  }
}
