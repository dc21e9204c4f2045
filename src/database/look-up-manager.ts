import { EntityManager } from 'typeorm'
import type { DataSource } from 'typeorm'
import type { PostgresConnection } from './postgres-query'

/** Hands statements to the connection for look-ups; what TypeORM itself asks goes to the pool. */
export class LookUpManager extends EntityManager {
  constructor(
    dataSource: DataSource,
    readonly lookUps: PostgresConnection,
  ) {
    super(dataSource)
  }
}
