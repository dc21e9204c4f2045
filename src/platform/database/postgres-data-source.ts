import type { PoolConfig } from 'pg'
import { DataSource } from 'typeorm'
import type { PostgresConnection } from './postgres-query'
import { PostgresShared } from './postgres-shared'

/** pg's pool, as far as it is used here. */
export interface PostgresPool extends PostgresConnection {
  readonly options: PoolConfig
  readonly totalCount: number
  readonly idleCount: number
  readonly waitingCount: number
}

/** PostgreSQL: the pool of connections, and one for each kind of statement that shares one: none of the one waits for the other. */
export class PostgresDataSource extends DataSource {
  readonly lookUps = new PostgresShared(() => this.pool.options)
  readonly marks = new PostgresShared(() => this.pool.options)

  get pool(): PostgresPool {
    const { master } = this.driver as unknown as { readonly master: PostgresPool | undefined }
    if (!master) throw new Error('Driver not Connected')
    return master
  }

  override async destroy(): Promise<void> {
    await super.destroy()
    await Promise.all([this.lookUps.end(), this.marks.end()])
  }
}
