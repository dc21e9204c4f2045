import type { EntityManager } from 'typeorm'
import type { Pending } from './pending'

export type Work<Result> = (manager: EntityManager) => Promise<Result>

/** Connections that work, that are free, and how many wait for one. */
export interface DatabaseLoad {
  readonly busy: number
  readonly idle: number
  readonly waiting: number
}

/** What a statement answered, and when it is there for good. */
export interface Written<Result> {
  readonly result: Result
  /** Nobody may hear of success before. */
  readonly kept: Promise<unknown>
}

/** How units reach one kind of database. */
export interface Units {
  readonly load: DatabaseLoad
  /**
   * Several statements that commit together, or none of them; what the work throws rolls them back.
   *
   * @param pending what the work leaves to be answered: it belongs to the unit as well
   */
  transact<Result>(work: Work<Result>, pending: Pending): Promise<Result>
  /** One statement that changes rows: atomic by itself. */
  write<Result>(statement: Work<Result>): Promise<Result>
  /** The same for a statement that adds rows by their keys, at once, and of which a crash of PostgreSQL may take the last half second. */
  writeLightly<Result>(statement: Work<Result>): Promise<Written<Result>>
  /** Sees committed rows alone; waits no longer than the request that asks. */
  read<Result>(query: Work<Result>): Promise<Result>
  /** The same for a query that finds its few rows by a key, at once: others may wait behind it. */
  lookUp<Result>(query: Work<Result>): Promise<Result>
}
