import type { PoolConfig } from 'pg'
import type { PostgresAnswer, PostgresConnection, PostgresQuery } from './postgres-query'
import { PostgresLine } from './postgres-line'

/**
 * Statements that are answered at once, all on one connection of their own. On connections of the pool each would wait for its own round
 * trip, and what sending costs is most of what such a statement costs.
 */
export class PostgresShared implements PostgresConnection {
  #line: PostgresLine | undefined
  #opening: Promise<PostgresLine> | undefined

  /** @param options those of the pool's connections, which it shares; throws where there is no pool */
  constructor(private readonly options: () => PoolConfig) {}

  query(query: PostgresQuery): Promise<PostgresAnswer> {
    const line = this.#line
    if (!line || line.isOver) return this.#opened().then((opened) => opened.query(query))
    if (line.isOld) this.#renew(line)
    return line.query(query)
  }

  async end(): Promise<void> {
    await this.#opening?.catch(() => undefined)
    const line = this.#line
    this.#line = undefined
    await line?.end()
  }

  /** An old one serves until the new one is there, and for as long again where there is none to be had. */
  #renew(line: PostgresLine): void {
    this.#opened().catch(() => line.stay())
  }

  /** What could not be opened is opened again when it is asked for again. */
  #opened(): Promise<PostgresLine> {
    this.#opening ??= this.#open().finally(() => (this.#opening = undefined))
    return this.#opening
  }

  async #open(): Promise<PostgresLine> {
    const old = this.#line
    this.#line = await new PostgresLine(this.options()).open()
    // It ends by itself, once it has answered; where it is over, there is nothing to end.
    void old?.end().catch(() => undefined)
    return this.#line
  }
}
