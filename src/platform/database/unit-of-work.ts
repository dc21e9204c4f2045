import { AsyncLocalStorage } from 'node:async_hooks'
import { Injectable } from '@nestjs/common'
import { InjectDataSource } from '@nestjs/typeorm'
import { DataSource } from 'typeorm'
import type { EntityManager } from 'typeorm'
import { OAuthError } from '#libs/oauth-errors/oauth-error'
import { TimedWork } from '#platform/tracing/timed-work'
import { withLock } from './advisory-lock'
import { patiently, unhurried } from './patience'
import type { Wait } from './patience'
import { Pending } from './pending'
import type { PostgresDataSource } from './postgres-data-source'
import { PostgresUnits } from './postgres-units'
import { SqliteDataSource } from './sqlite-data-source'
import { SqliteUnits } from './sqlite-units'
import type { DatabaseLoad, Units, Work, Written } from './units'

/** A unit that is open, and what is to be done once it has committed. */
interface OpenUnit {
  readonly manager: EntityManager
  readonly pending: Pending
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
export class UnitOfWork {
  readonly #current = new AsyncLocalStorage<OpenUnit>()
  readonly #units: Units
  /** How long units and single statements take, the wait for a connection included. */
  readonly times = { unit: new TimedWork('database unit'), write: new TimedWork('database write'), read: new TimedWork('database read') }

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {
    this.#units = dataSource instanceof SqliteDataSource ? new SqliteUnits(dataSource) : new PostgresUnits(dataSource as PostgresDataSource)
  }

  /** How busy the connections are. */
  get load(): DatabaseLoad {
    return this.#units.load
  }

  /** Several statements, one fate. */
  async run<Result>(work: Work<Result>): Promise<Result> {
    const joined = this.#current.getStore()
    if (joined) return work(joined.manager)
    const [pending, afterwards] = [new Pending(), [] as (() => void)[]]
    const outcome = await this.times.unit.run(() =>
      patiently((wait) => this.#units.transact(this.#open(work, wait, { pending, afterwards }), pending)),
    )
    for (const start of afterwards) unhurried(start)
    if ('refusal' in outcome) throw outcome.refusal
    return outcome.result
  }

  /** One statement that changes rows: atomic by itself, so no transaction is opened for it. */
  async write<Result>(statement: Work<Result>): Promise<Result> {
    return this.#write(statement, (work) => this.#units.write(work))
  }

  /**
   * The same for a statement that adds rows by their keys, at once. All nodes see them; of those added in its last half second, a crash of
   * PostgreSQL may take some along where the statement ends with committedSoon. Not within a unit: it would take the whole unit along.
   * SQLite commits them with what comes next, so that whoever asked is not kept waiting for its disk twice.
   */
  async writeLightly<Result>(statement: Work<Result>): Promise<Written<Result>> {
    if (this.#current.getStore()) throw new Error('what a unit writes is written for good')
    return this.#wait(statement, (work) => this.#units.writeLightly(work))
  }

  /** The same, where nothing in the unit depends on its answer: a failure still fails the unit, at its end. */
  async writeAlong(statement: Work<unknown>): Promise<void> {
    const unit = this.#current.getStore()
    if (unit) unit.pending.add(statement(unit.manager))
    else await this.write(statement)
  }

  /** A query: of what has been committed or, within a unit, of what the unit sees. */
  read<Result>(query: Work<Result>): Promise<Result> {
    const joined = this.#current.getStore()
    return joined ? query(joined.manager) : this.times.read.run(() => this.#units.read(query))
  }

  /** The same for a query that finds its few rows by a key, at once: others may wait behind it. */
  lookUp<Result>(query: Work<Result>): Promise<Result> {
    const joined = this.#current.getStore()
    return joined ? query(joined.manager) : this.times.read.run(() => this.#units.lookUp(query))
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

  #write<Result>(statement: Work<Result>, write: (work: Work<Result>) => Promise<Result>): Promise<Result> {
    const joined = this.#current.getStore()
    return joined ? statement(joined.manager) : this.#wait(statement, write)
  }

  #wait<Result, Answer>(statement: Work<Result>, write: (work: Work<Result>) => Promise<Answer>): Promise<Answer> {
    const wanted = (wait: Wait) => write((manager) => (wait.check(), statement(manager)))
    return this.times.write.run(() => patiently(wanted))
  }

  /** What is no longer waited for does not begin, and does not commit. */
  #open<Result>(work: Work<Result>, wait: Wait, unit: Omit<OpenUnit, 'manager'>): Work<Outcome<Result>> {
    return async (manager) => {
      wait.check()
      const outcome = await this.#current.run({ manager, ...unit }, () => settle(work(manager)))
      wait.check()
      return outcome
    }
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
