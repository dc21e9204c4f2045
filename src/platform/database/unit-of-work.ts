import { AsyncLocalStorage } from 'node:async_hooks'
import { Injectable } from '@nestjs/common'
import { InjectDataSource } from '@nestjs/typeorm'
import { DataSource } from 'typeorm'
import { OAuthError } from '#libs/oauth-errors/oauth-error'
import { TimedWork } from '#platform/tracing/timed-work'
import type { Connection } from './connection'
import type { Database, DatabaseLoad } from './database'
import { abortWhereFails, checkDeadline, untilDeadline, withoutDeadline } from './deadline'
import type { Marked, Marks } from './marks'
import type { PostgresDataSource } from './postgres-data-source'
import { PostgresDatabase } from './postgres-database'
import { SqliteDataSource } from './sqlite-data-source'
import { SqliteDatabase } from './sqlite-database'
import type { EntityReader, OpenTransaction, Transaction } from './transaction'

type Outcome<Result> = { readonly result: Result } | { readonly refusal: OAuthError }

/**
 * The only door to the database. Single statements go to one of three connections; several that belong together are a unit of work, which is
 * one transaction. Whatever is done within a unit joins it, by whichever repository.
 */
@Injectable()
export class UnitOfWork {
  /** Queries that find a few rows by a key: nothing that takes long, since others may wait behind it. */
  readonly lookUps: Connection
  /** Any other query. */
  readonly reads: Connection
  /** Statements that change rows, each atomic by itself. */
  readonly writes: Connection
  /** How long units and single statements take, the wait for a connection included. */
  readonly times = { unit: new TimedWork('database unit'), write: new TimedWork('database write'), read: new TimedWork('database read') }
  readonly #current = new AsyncLocalStorage<OpenTransaction>()
  readonly #database: Database

  constructor(@InjectDataSource() dataSource: DataSource) {
    this.#database =
      dataSource instanceof SqliteDataSource ? new SqliteDatabase(dataSource) : new PostgresDatabase(dataSource as PostgresDataSource)
    const { lookUps, reads, writes } = this.#database
    this.lookUps = this.#joining(lookUps, this.times.read)
    this.reads = this.#joining(reads, this.times.read)
    this.writes = this.#joining({ query: (sql, values) => untilDeadline(() => writes.query(sql, values)) }, this.times.write)
  }

  /** How busy the connections are. */
  get load(): DatabaseLoad {
    return this.#database.load
  }

  /** The transaction of the unit that this is a part of. */
  get current(): Transaction | undefined {
    return this.#current.getStore()
  }

  /**
   * A unit of work: several statements, one transaction; within another unit it is a part of that.
   *
   * A refusal (an OAuthError) commits first and is thrown afterwards: the replay that ends a grant must leave its trace. Every other error
   * rolls back.
   */
  async run<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    const joined = this.#current.getStore()
    if (joined) return work(joined)
    const { outcome, tx } = await this.times.unit.run(() => untilDeadline(() => this.#database.transact((begun) => this.#do(work, begun))))
    withoutDeadline(() => tx.committed())
    if ('refusal' in outcome) throw outcome.refusal
    return outcome.result
  }

  /** About how many rows a table has, without reading it. */
  estimateRows(table: string): Promise<number> {
    return this.#database.estimateRows(table)
  }

  /** Queries by TypeORM, for what is asked rarely: of what has been committed or, within a unit, of what the unit sees. */
  find<Result>(query: (entities: EntityReader) => Promise<Result>): Promise<Result> {
    const joined = this.#current.getStore()
    return joined ? query(joined.entities) : this.times.read.run(() => this.#database.find(query))
  }

  /**
   * Marks something as used, for all nodes, by one statement. A mark stands by itself: PostgreSQL does not wait for its disk, and SQLite
   * commits it with what comes next, so that the request is not kept waiting twice. Where it cannot be kept, the request is aborted.
   */
  async mark(marks: Marks): Promise<Marked> {
    if (this.current) throw new Error('a mark is no part of a unit: it would take the unit along')
    const { fresh, kept } = await this.times.write.run(() => untilDeadline(() => this.#database.mark(marks)))
    abortWhereFails(kept)
    const bounded = untilDeadline(() => kept)
    // A request that is refused does not ask.
    bounded.catch(() => undefined)
    return { fresh, kept: bounded }
  }

  #joining(connection: Connection, times: TimedWork): Connection {
    return {
      query: (sql, values) => {
        const joined = this.#current.getStore()
        return joined ? joined.query(sql, values) : times.run(() => connection.query(sql, values))
      },
    }
  }

  /** What is no longer waited for does not begin, and does not commit. */
  async #do<Result>(work: (tx: Transaction) => Promise<Result>, tx: OpenTransaction) {
    checkDeadline()
    const outcome = await this.#current.run(tx, () => settle(work(tx)))
    checkDeadline()
    return { outcome, tx }
  }
}

const settle = async <Result>(work: Promise<Result>): Promise<Outcome<Result>> => {
  try {
    return { result: await work }
  } catch (error) {
    if (error instanceof OAuthError) return { refusal: error }
    throw error
  }
}
