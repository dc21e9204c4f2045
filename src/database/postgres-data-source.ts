import type { PoolConfig } from 'pg'
import { DataSource } from 'typeorm'
import { LookUpManager } from './look-up-manager'
import { PostgresLookUps } from './postgres-look-ups'

/** What pg's pool tells of itself. */
export interface PostgresPool {
  readonly options: PoolConfig
  readonly totalCount: number
  readonly idleCount: number
  readonly waitingCount: number
}

/** PostgreSQL: the pool of connections, and the one for look-ups. */
export class PostgresDataSource extends DataSource {
  readonly #lookUps = new PostgresLookUps(() => this.pool.options)
  readonly lookUpManager = new LookUpManager(this, this.#lookUps)

  get pool(): PostgresPool {
    const { master } = this.driver as unknown as { readonly master: PostgresPool | undefined }
    if (!master) throw new Error('Driver not Connected')
    return master
  }

  override async destroy(): Promise<void> {
    await this.#lookUps.end()
    await super.destroy()
  }
}
