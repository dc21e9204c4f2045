import type { DataSource } from 'typeorm'
import type { Connection } from './connection'
import type { Database, DatabaseLoad } from './database'
import { checkDeadline } from './deadline'
import { guardedEntities } from './guarded-entities'
import { insertMarks } from './marks'
import type { Marked, Marks } from './marks'
import { sqliteConnectionOf } from './driver-internals'
import { runOnSqlite } from './sqlite-connection'
import type { SqliteConnection } from './sqlite-connection'
import type { SqliteDataSource } from './sqlite-data-source'
import { SqliteGroupCommit } from './sqlite-group-commit'
import { SqliteStatements } from './sqlite-statements'
import { OpenTransaction } from './transaction'
import type { EntityReader } from './transaction'
import { busyTimeout, whileBusy } from './while-busy'

/**
 * SQLite has one connection that writes. Each unit is a savepoint in a transaction that it may share with others: one that fails leaves
 * nothing of itself and takes nothing of the others along.
 */
export class SqliteDatabase implements Database {
  readonly lookUps: Connection
  readonly reads: Connection
  readonly writes: Connection
  readonly #writer = new SqliteStatements(() => this.#connection, true)
  readonly #queue = new SqliteGroupCommit(() => this.#connection)

  constructor(private readonly dataSource: SqliteDataSource) {
    this.#run(`PRAGMA busy_timeout = ${busyTimeout}`)
    const reader = new SqliteStatements(() => this.#readable, false)
    this.reads = { query: (sql, values) => this.#read(() => reader.query(sql, values)) }
    this.lookUps = this.reads
    this.writes = { query: (sql, values) => this.#queue.add(async () => (checkDeadline(), this.#writer.query(sql, values))) }
  }

  /** Rows are numbered in the order in which they came: where the oldest go first, none are missing in between. */
  async estimateRows(table: string): Promise<number> {
    const [first, last] = ['MIN', 'MAX'].map((end) => `(SELECT ${end}(rowid) FROM ${table})`)
    const [row] = await this.reads.query(`SELECT ${last} - ${first} + 1 AS rows`)
    return Number(row?.['rows'] ?? 0)
  }

  /** Of the connection that writes. */
  get load(): DatabaseLoad {
    return this.#queue.load
  }

  find<Result>(query: (entities: EntityReader) => Promise<Result>): Promise<Result> {
    return this.#read((source) => query(source.manager))
  }

  transact<Result>(work: (tx: OpenTransaction) => Promise<Result>): Promise<Result> {
    return this.#queue.add(() => this.#asSavepoint(work))
  }

  mark(marks: Marks): Promise<Marked> {
    return new Promise((resolve, reject) => {
      const kept: Promise<void> = this.#queue.addMark(async () => {
        checkDeadline()
        resolve({ fresh: await insertMarks(this.#writer, marks), kept })
      })
      kept.catch(reject)
    })
  }

  async #asSavepoint<Result>(work: (tx: OpenTransaction) => Promise<Result>): Promise<Result> {
    const entities = guardedEntities(this.dataSource.createQueryRunner())
    const tx = new OpenTransaction({ connection: this.#writer, entities, isOpen: () => this.#connection.inTransaction })
    this.#run('SAVEPOINT unit')
    try {
      const result = await work(tx)
      tx.end()
      await tx.settle()
      this.#run('RELEASE unit')
      return result
    } catch (error) {
      tx.end()
      if (this.#connection.inTransaction) this.#undo()
      await tx.settle()
      throw error
    }
  }

  #undo(): void {
    this.#run('ROLLBACK TO unit')
    this.#run('RELEASE unit')
  }

  #read<Result>(query: (source: DataSource) => Promise<Result>): Promise<Result> {
    const source = this.dataSource.reader.source()
    return whileBusy(() => (source instanceof Promise ? source.then(query) : query(source)))
  }

  /**
   * Where a query goes: to the connection that writes while a query sees nothing there that is not committed, since that one has the pages
   * in memory. The other one must read them again after each commit.
   */
  get #readable(): SqliteConnection {
    const { opened } = this.dataSource.reader
    return this.#queue.isReadable || !opened ? this.#connection : sqliteConnectionOf(opened)
  }

  get #connection(): SqliteConnection {
    return sqliteConnectionOf(this.dataSource)
  }

  #run(sql: string): void {
    runOnSqlite(this.#connection, sql)
  }
}
