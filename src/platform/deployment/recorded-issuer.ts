import { Injectable, Logger } from '@nestjs/common'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import { Clock } from '#platform/clock/clock'
import { ServerSettings } from '#platform/config/server-settings'
import { StartRefused } from '#platform/config/start-refused'
import { insertIfAbsent } from '#platform/database/rows'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { DeploymentFactRow } from './deployment-fact.entity'

const name = 'issuer'

/** The issuer that the database's tokens, sessions and grants are of: the first node writes it down, and no node with another starts. */
@Injectable()
export class RecordedIssuer {
  readonly #logger = new Logger('Issuer')

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly server: ServerSettings,
  ) {}

  async find(): Promise<string | undefined> {
    return (await this.unitOfWork.find((entities) => entities.findOneBy(DeploymentFactRow, { name })))?.value
  }

  /**
   * Writes the issuer down, or holds it against what stands there.
   *
   * @throws StartRefused when the database belongs to another
   */
  async check(): Promise<void> {
    const row = { name, value: this.server.issuer, recorded_at: this.clock.now() }
    if (await insertIfAbsent(this.unitOfWork.writes, 'deployment_facts', row)) return
    const recorded = await this.find()
    if (recorded === this.server.issuer) return
    if (!this.#followsPort) throw new StartRefused(toRule(this.server.issuer, recorded))
    this.#logger.warn(`The issuer was ${recorded}; now it is ${this.server.issuer}: what was issued before is void`)
    await this.adopt()
  }

  /** Is it this server's? On a developer's machine, one that differs by the port alone is. */
  isOwn(issuer: string): boolean {
    return issuer === this.server.issuer || this.#followsPort
  }

  /** Makes this server's issuer the database's. */
  async adopt(): Promise<EpochSeconds> {
    const [value, recordedAt] = [this.server.issuer, this.clock.now()]
    await this.unitOfWork.run(({ entities }) => entities.upsert(DeploymentFactRow, { name, value, recordedAt }, ['name']))
    return recordedAt
  }

  /** A developer's server that is started on another port is still the same server. */
  get #followsPort(): boolean {
    const { environment, issuer, port } = this.server
    return environment === 'development' && issuer === `http://localhost:${port}`
  }
}

const toRule = (issuer: string, recorded: string | undefined) =>
  `ISSUER is ${issuer}, but this database belongs to ${recorded}: set ISSUER to that, use a database of its own, or run "aldgate issuer adopt"`
