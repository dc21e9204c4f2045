import { patiently } from './patience'
import type { PostgresConnection } from './postgres-connection'
import type { PostgresDataSource } from './postgres-data-source'
import type { DatabaseLoad, Units, Work } from './units'

/** On PostgreSQL each unit takes a connection from the pool, and none waits for another. */
export class PostgresUnits implements Units {
  constructor(private readonly dataSource: PostgresDataSource) {}

  get load(): DatabaseLoad {
    const { totalCount, idleCount, waitingCount } = this.dataSource.pool
    return { busy: totalCount - idleCount, idle: idleCount, waiting: waitingCount }
  }

  async transact<Result>(work: Work<Result>): Promise<Result> {
    const runner = this.dataSource.createQueryRunner()
    try {
      const connection = (await runner.connect()) as PostgresConnection
      return await inTransaction(connection, () => work(runner.manager))
    } finally {
      await runner.release()
    }
  }

  async write<Result>(statement: Work<Result>): Promise<Result> {
    return statement(this.dataSource.manager)
  }

  async read<Result>(query: Work<Result>): Promise<Result> {
    return patiently(() => query(this.dataSource.manager))
  }

  async lookUp<Result>(query: Work<Result>): Promise<Result> {
    return patiently(() => query(this.dataSource.lookUpManager))
  }
}

/** At the driver's connection: TypeORM's own way to begin and commit costs more than the statements. */
async function inTransaction<Result>(connection: PostgresConnection, work: () => Promise<Result>): Promise<Result> {
  const run = async (text: string) => (await connection.query({ text, values: [] })).command
  try {
    await run('BEGIN')
    const result = await work()
    // What PostgreSQL answers to a COMMIT after a statement that failed is ROLLBACK.
    if ((await run('COMMIT')) !== 'COMMIT') throw new Error('PostgreSQL has rolled back by itself')
    return result
  } catch (error) {
    // Where that fails too, the connection is gone, and the transaction with it.
    await run('ROLLBACK').catch(() => undefined)
    throw error
  }
}
