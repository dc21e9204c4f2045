import { AsyncLocalStorage } from 'node:async_hooks'
import { Injectable } from '@nestjs/common'
import type { OnApplicationShutdown } from '@nestjs/common'
import { InjectDataSource } from '@nestjs/typeorm'
import { DataSource } from 'typeorm'
import type { EntityManager, QueryRunner } from 'typeorm'
import { OAuthError } from '#libs/oauth-errors/oauth-error'
import { withLock } from './advisory-lock'
import { Turnstile } from './turnstile'

type Work<Result> = (manager: EntityManager) => Promise<Result>
/** A unit that is open, and what is to be done once it has committed. */
interface Unit {
  readonly manager: EntityManager
  readonly afterwards: (() => void)[]
}

type Outcome<Result> = { readonly result: Result } | { readonly refusal: OAuthError }

/**
 * The only door to the database. A unit commits as a whole or not at all; what a repository does within another's unit joins it.
 *
 * A refusal (an OAuthError) commits first and is thrown afterwards: the replay that ends a grant must leave its trace.
 * Every other error rolls back.
 */
@Injectable()
export class UnitOfWork implements OnApplicationShutdown {
  readonly #current = new AsyncLocalStorage<Unit>()
  readonly #turnstile = new Turnstile()
  #reader: DataSource | undefined

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  get #isSqlite(): boolean {
    return this.dataSource.options.type === 'better-sqlite3'
  }

  /** Several statements, one fate. */
  async run<Result>(work: Work<Result>): Promise<Result> {
    const joined = this.#current.getStore()
    if (joined) return work(joined.manager)
    const outcome = await (this.#isSqlite ? this.#turnstile.pass(() => this.#transact(work)) : this.#transact(work))
    if ('refusal' in outcome) throw outcome.refusal
    return outcome.result
  }

  /** One statement that changes rows: atomic by itself, so no transaction is opened for it. */
  async write<Result>(statement: Work<Result>): Promise<Result> {
    const joined = this.#current.getStore()
    if (joined) return statement(joined.manager)
    return this.#isSqlite ? this.#turnstile.pass(() => statement(this.dataSource.manager)) : statement(this.dataSource.manager)
  }

  /** A query: of what has been committed or, within a unit, of what the unit sees. */
  async read<Result>(query: Work<Result>): Promise<Result> {
    return query(this.#current.getStore()?.manager ?? (await this.#readManager()))
  }

  /** Starts something once the unit has committed, never when it rolls back; outside a unit at once. It must not throw. */
  afterCommit(start: () => void): void {
    const unit = this.#current.getStore()
    if (unit) unit.afterwards.push(start)
    else start()
  }

  /** Work of several units that one node does while the others wait their turn. */
  async exclusively<Result>(lock: number, work: () => Promise<Result>): Promise<Result> {
    return withLock(this.dataSource, lock, work)
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#reader?.destroy()
  }

  async #transact<Result>(work: Work<Result>): Promise<Outcome<Result>> {
    const runner = this.dataSource.createQueryRunner()
    const unit: Unit = { manager: runner.manager, afterwards: [] }
    try {
      await runner.startTransaction()
      if (this.#isSqlite) await this.#beginImmediate(runner.manager)
      const outcome = await this.#current.run(unit, () => settle(work(runner.manager)))
      await runner.commitTransaction()
      for (const start of unit.afterwards) start()
      return outcome
    } catch (error) {
      await this.#rollBack(runner).catch(() => undefined)
      throw error
    } finally {
      await runner.release()
    }
  }

  // SQLite's one runner lives on. Where SQLite has no transaction any more (BEGIN IMMEDIATE found it busy, or it rolled back by itself)
  // the runner must learn it, or it would take every later unit for a part of this one: so it gets a transaction to roll back.
  async #rollBack(runner: QueryRunner): Promise<void> {
    if (!runner.isTransactionActive) return
    try {
      await runner.rollbackTransaction()
    } catch {
      if (!this.#isSqlite) return
      await runner.query('BEGIN')
      await runner.rollbackTransaction()
    }
  }

  // TypeORM begins deferred: a unit that reads, then writes, beside another process would fail with SQLITE_BUSY_SNAPSHOT.
  async #beginImmediate(manager: EntityManager): Promise<void> {
    await manager.query('COMMIT')
    await manager.query('BEGIN IMMEDIATE')
  }

  // On SQLite's one connection a reader would see another request's uncommitted rows; a second, read-only one does not.
  async #readManager(): Promise<EntityManager> {
    if (!this.#isSqlite) return this.dataSource.manager
    this.#reader ??= new DataSource({
      ...this.dataSource.options,
      readonly: true,
      migrations: [],
      prepareDatabase: () => {},
    } as DataSource['options'])
    if (!this.#reader.isInitialized) await (this.#opening ??= this.#reader.initialize())
    return this.#reader.manager
  }
  #opening: Promise<DataSource> | undefined
}

const settle = async <Result>(work: Promise<Result>): Promise<Outcome<Result>> => {
  try {
    return { result: await work }
  } catch (error) {
    if (error instanceof OAuthError) return { refusal: error }
    throw error
  }
}
