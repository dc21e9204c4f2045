import type { Client } from 'pg'
import { patiently } from './patience'
import type { PostgresConnection } from './postgres-query'
import type { PostgresDataSource } from './postgres-data-source'
import type { Pending } from './pending'
import { sendTogether } from './send-together'
import type { DatabaseLoad, Units, Work, Written } from './units'

type PostgresClient = Client & PostgresConnection

/** On PostgreSQL each unit takes a connection from the pool, and none waits for another. */
export class PostgresUnits implements Units {
  constructor(private readonly dataSource: PostgresDataSource) {}

  get load(): DatabaseLoad {
    const { totalCount, idleCount, waitingCount, options } = this.dataSource.pool
    // Whoever asks while a connection is idle, or may still be opened, is given it a moment later.
    const toBeHad = idleCount + (options.max ?? totalCount) - totalCount
    return { busy: totalCount - idleCount, idle: idleCount, waiting: Math.max(0, waitingCount - toBeHad) }
  }

  async transact<Result>(work: Work<Result>, pending: Pending): Promise<Result> {
    const runner = this.dataSource.createQueryRunner()
    try {
      const connection = (await runner.connect()) as PostgresClient
      return await inTransaction(connection, () => work(runner.manager), pending)
    } finally {
      await runner.release()
    }
  }

  async write<Result>(statement: Work<Result>): Promise<Result> {
    return statement(this.dataSource.manager)
  }

  async writeLightly<Result>(statement: Work<Result>): Promise<Written<Result>> {
    return { result: await statement(this.dataSource.lightWriteManager), kept: Promise.resolve() }
  }

  read<Result>(query: Work<Result>): Promise<Result> {
    return patiently(() => query(this.dataSource.manager))
  }

  lookUp<Result>(query: Work<Result>): Promise<Result> {
    return patiently(() => query(this.dataSource.lookUpManager))
  }
}

/**
 * At the driver's connection: TypeORM's own way to begin and commit costs more than the statements. What needs no answer of its own is not
 * waited for: the beginning goes out with the first statement, and what is pending with the commit.
 */
async function inTransaction<Result>(connection: PostgresClient, work: () => Promise<Result>, pending: Pending): Promise<Result> {
  const run = async (text: string) => (await connection.query({ text, values: [] })).command
  try {
    sendTogether(connection)
    pending.add(run('BEGIN'))
    const result = await work()
    sendTogether(connection)
    const [command] = await Promise.all([run('COMMIT'), pending.done()])
    // What PostgreSQL answers to a COMMIT after a statement that failed is ROLLBACK.
    if (command !== 'COMMIT') throw new Error('PostgreSQL has rolled back by itself')
    return result
  } catch (error) {
    // Where that fails too, the connection is gone, and the transaction with it.
    await run('ROLLBACK').catch(() => undefined)
    // A statement that nobody waited for may be why the next one failed.
    await pending.done()
    throw error
  }
}
