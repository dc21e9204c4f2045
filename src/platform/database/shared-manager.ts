import { EntityManager } from 'typeorm'
import type { DataSource } from 'typeorm'
import type { PostgresConnection } from './postgres-query'

/** Hands statements to a connection that many share; what TypeORM itself asks goes to the pool. */
export class SharedManager extends EntityManager {
  constructor(
    dataSource: DataSource,
    readonly shared: PostgresConnection,
  ) {
    super(dataSource)
  }
}
