import type { QueryRunner } from 'typeorm'
import type { GuardedEntities } from './transaction'

/** TypeORM on the connection of a transaction: each of its statements passes the transaction's guard. */
export const guardedEntities =
  (runner: QueryRunner): GuardedEntities =>
  (guard) => {
    const query = (...given: Parameters<QueryRunner['query']>) => guard(() => runner.query(...given) as Promise<unknown>)
    return runner.dataSource.createEntityManager(Object.create(runner, { query: { value: query } }) as QueryRunner)
  }
