import { Injectable } from '@nestjs/common'
import { HealthIndicatorService } from '@nestjs/terminus'
import { InjectDataSource } from '@nestjs/typeorm'
import { DataSource } from 'typeorm'
import { SigningKeys } from '#records/keys/signing-keys'
import { Readiness } from './readiness'

/** How long, in milliseconds, the database may take to answer. */
const patience = 1_000

const within = async <Result>(milliseconds: number, work: Promise<Result>): Promise<Result> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('too slow')), milliseconds)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/** What a node needs to do its work, each part by itself; reasons are short and tell nothing of the inside. */
@Injectable()
export class Indicators {
  #isMigrated = false

  constructor(
    private readonly indicator: HealthIndicatorService,
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly signingKeys: SigningKeys,
    private readonly readiness: Readiness,
  ) {}

  async database() {
    const check = this.indicator.check('database')
    try {
      await within(patience, this.dataSource.query('SELECT 1'))
      return check.up()
    } catch {
      return check.down('the database does not answer')
    }
  }

  /** Migrations only ever get fewer while a node runs: once there are none left, the database is not asked again. */
  async migrations() {
    const check = this.indicator.check('migrations')
    try {
      this.#isMigrated ||= !(await within(patience, this.dataSource.showMigrations()))
      return this.#isMigrated ? check.up() : check.down('migrations are pending')
    } catch {
      return check.down('the database does not answer')
    }
  }

  keys() {
    const check = this.indicator.check('keys')
    return this.signingKeys.canSign ? check.up() : check.down('there is no signing key')
  }

  node() {
    const check = this.indicator.check('node')
    return this.readiness.isDraining ? check.down('the node is shutting down') : check.up()
  }
}
