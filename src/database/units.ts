import type { EntityManager } from 'typeorm'

export type Work<Result> = (manager: EntityManager) => Promise<Result>

/** Connections that work, that are free, and how many wait for one. */
export interface DatabaseLoad {
  readonly busy: number
  readonly idle: number
  readonly waiting: number
}

/** How units reach one kind of database. */
export interface Units {
  readonly load: DatabaseLoad
  /** Several statements that commit together, or none of them; what the work throws rolls them back. */
  transact<Result>(work: Work<Result>): Promise<Result>
  /** One statement that changes rows: atomic by itself. */
  write<Result>(statement: Work<Result>): Promise<Result>
  /** Sees committed rows alone; waits no longer than the request that asks. */
  read<Result>(query: Work<Result>): Promise<Result>
  /** The same for a query that finds its few rows by a key, at once: others may wait behind it. */
  lookUp<Result>(query: Work<Result>): Promise<Result>
}
