import type { Connection } from './connection'
import type { Marked, Marks } from './marks'
import type { EntityReader, OpenTransaction } from './transaction'

/** Connections that work, that are free, and how many wait for one. */
export interface DatabaseLoad {
  readonly busy: number
  readonly idle: number
  readonly waiting: number
}

/** One kind of database, as the unit of work uses it. */
export interface Database {
  readonly load: DatabaseLoad
  /** Queries that find a few rows by a key: many of them share a connection. */
  readonly lookUps: Connection
  /** Any other query: each has a connection to itself. */
  readonly reads: Connection
  /** Statements that change rows, each a transaction by itself. */
  readonly writes: Connection
  /** About how many rows a table has, without reading it. */
  estimateRows(table: string): Promise<number>
  /** Queries by TypeORM. */
  find<Result>(query: (entities: EntityReader) => Promise<Result>): Promise<Result>
  /** Several statements in one transaction, which is rolled back where the work throws. */
  transact<Result>(work: (tx: OpenTransaction) => Promise<Result>): Promise<Result>
  /** Inserts marks, and answers before they are on the disk. */
  mark(marks: Marks): Promise<Marked>
}
