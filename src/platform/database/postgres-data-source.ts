import { Logger } from '@nestjs/common'
import type { Client } from 'pg'
import { DataSource } from 'typeorm'
import type { DataSourceOptions } from 'typeorm'
import { checkPostgresInternals, poolOf } from './driver-internals'
import type { PostgresPool } from './driver-internals'
import { PostgresSession } from './postgres-session'
import { SharedConnection } from './shared-connection'

const unbounded = `A pooler is between this server and PostgreSQL, and statements have no bound there. Set one for the role of DATABASE_URL:
ALTER ROLE … SET statement_timeout = '4s'; ALTER ROLE … SET idle_in_transaction_session_timeout = '12s'`

/** PostgreSQL: the pool of connections, and one for each kind of statement that shares one: none of the one waits for the other. */
export class PostgresDataSource extends DataSource {
  readonly session: PostgresSession
  readonly lookUps = new SharedConnection(() => this.pool.options)
  readonly marks = new SharedConnection(() => this.pool.options)

  constructor(options: DataSourceOptions) {
    const session = new PostgresSession()
    super({ ...options, extra: { ...(options.extra as object), onConnect: session.setUp } })
    this.session = session
  }

  get pool(): PostgresPool {
    return poolOf(this)
  }

  override async initialize(): Promise<this> {
    await super.initialize()
    await this.#checkInternals()
    if (this.session.isPooled && (await this.#statementTimeout()) === '0') new Logger('Database').warn(unbounded)
    return this
  }

  override async destroy(): Promise<void> {
    await super.destroy()
    await Promise.all([this.lookUps.end(), this.marks.end()])
  }

  async #checkInternals(): Promise<void> {
    const runner = this.createQueryRunner()
    checkPostgresInternals(this, (await runner.connect()) as Client)
    await runner.release()
  }

  async #statementTimeout(): Promise<unknown> {
    const [row] = await this.query<{ timeout: string }[]>("SELECT current_setting('statement_timeout') AS timeout")
    return row?.timeout
  }
}
