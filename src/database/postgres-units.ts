import type { DataSource, QueryRunner } from 'typeorm'
import type { DatabaseLoad, Units, Work } from './units'

/** What pg's pool tells of itself. */
interface Pool {
  readonly totalCount: number
  readonly idleCount: number
  readonly waitingCount: number
}

/** On PostgreSQL each unit takes a connection from the pool, and none waits for another. */
export class PostgresUnits implements Units {
  constructor(private readonly dataSource: DataSource) {}

  get load(): DatabaseLoad {
    const { totalCount, idleCount, waitingCount } = (this.dataSource.driver as unknown as { readonly master: Pool }).master
    return { busy: totalCount - idleCount, idle: idleCount, waiting: waitingCount }
  }

  async transact<Result>(work: Work<Result>): Promise<Result> {
    const runner = this.dataSource.createQueryRunner()
    try {
      await runner.startTransaction()
      const result = await work(runner.manager)
      await runner.commitTransaction()
      return result
    } catch (error) {
      await rollBack(runner)
      throw error
    } finally {
      await runner.release()
    }
  }

  async write<Result>(statement: Work<Result>): Promise<Result> {
    return statement(this.dataSource.manager)
  }

  async read<Result>(query: Work<Result>): Promise<Result> {
    return query(this.dataSource.manager)
  }
}

/** Where that fails too, the connection is gone, and the transaction with it. */
async function rollBack(runner: QueryRunner): Promise<void> {
  if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined)
}
