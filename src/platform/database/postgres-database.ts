import type { Client } from 'pg'
import type { Connection } from './connection'
import type { Database, DatabaseLoad } from './database'
import { isInTransaction } from './driver-internals'
import { guardedEntities } from './guarded-entities'
import { insertMarks } from './marks'
import type { Marked, Marks } from './marks'
import { checkDeadline, untilDeadline } from './deadline'
import { answered } from './outcome-unknown'
import type { PostgresConnection } from './postgres-query'
import type { PostgresDataSource } from './postgres-data-source'
import { PostgresStatements } from './postgres-statements'
import { OpenTransaction } from './transaction'
import type { EntityReader } from './transaction'

type PostgresClient = Client & PostgresConnection

/** With it a statement commits without waiting for the disk: a crash may take what the last half second added. */
const withoutDisk = ", set_config('synchronous_commit', 'off', true)"

const bounded = (statements: Connection): Connection => ({ query: (sql, values) => untilDeadline(() => statements.query(sql, values)) })

/** PostgreSQL: each transaction takes a connection from the pool, and none waits for another. */
export class PostgresDatabase implements Database {
  readonly lookUps: Connection
  readonly reads: Connection
  readonly writes: Connection
  readonly #marks: Connection

  constructor(private readonly dataSource: PostgresDataSource) {
    const pool = new PostgresStatements(() => dataSource.pool, dataSource.session)
    this.writes = { query: (sql, values) => answered(pool.query(sql, values)) }
    this.reads = bounded(pool)
    this.lookUps = bounded(new PostgresStatements(() => dataSource.lookUps, dataSource.session))
    this.#marks = new PostgresStatements(() => dataSource.marks, dataSource.session)
  }

  async estimateRows(table: string): Promise<number> {
    const sql = 'SELECT n_live_tup AS rows FROM pg_stat_user_tables WHERE relid = to_regclass($1)'
    const [row] = await this.reads.query(sql, [table])
    return Number(row?.['rows'] ?? 0)
  }

  get load(): DatabaseLoad {
    const { totalCount, idleCount, waitingCount, options } = this.dataSource.pool
    // Whoever asks while a connection is idle, or may still be opened, is given it a moment later.
    const toBeHad = idleCount + (options.max ?? totalCount) - totalCount
    return { busy: totalCount - idleCount, idle: idleCount, waiting: Math.max(0, waitingCount - toBeHad) }
  }

  find<Result>(query: (entities: EntityReader) => Promise<Result>): Promise<Result> {
    return untilDeadline(() => query(this.dataSource.manager))
  }

  async transact<Result>(work: (tx: OpenTransaction) => Promise<Result>): Promise<Result> {
    const runner = this.dataSource.createQueryRunner()
    try {
      const client = (await runner.connect()) as PostgresClient
      checkDeadline()
      const connection = new PostgresStatements(() => client, this.dataSource.session)
      const tx = new OpenTransaction({ connection, entities: guardedEntities(runner), isOpen: () => isInTransaction(client) })
      return await inTransaction(client, tx, work)
    } finally {
      await runner.release()
    }
  }

  async mark(marks: Marks): Promise<Marked> {
    return { fresh: await insertMarks(this.#marks, marks, withoutDisk), kept: Promise.resolve() }
  }
}

/**
 * At the driver's connection: TypeORM's own way to begin and commit costs more than the statements. What was sent before the commit is
 * answered with it.
 */
async function inTransaction<Result>(client: PostgresClient, tx: OpenTransaction, work: (tx: OpenTransaction) => Promise<Result>) {
  const run = async (text: string) => (await client.query({ text, values: [] })).command
  // Nothing is sent before it has begun: by itself it would be committed.
  await run('BEGIN')
  try {
    const result = await work(tx)
    tx.end()
    const [command] = await Promise.all([answered(run('COMMIT')), tx.settle()])
    // What PostgreSQL answers to a COMMIT after a statement that failed is ROLLBACK.
    if (command !== 'COMMIT') throw new Error('PostgreSQL has rolled back by itself')
    return result
  } catch (error) {
    tx.end()
    // Where that fails too, the connection is gone, and the transaction with it.
    await run('ROLLBACK').catch(() => undefined)
    // A statement that nobody waited for may be why the next one failed.
    await tx.settle()
    throw error
  }
}
