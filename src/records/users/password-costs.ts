import { Injectable } from '@nestjs/common'
import { Clock } from '#platform/clock/clock'
import { insertIfAbsent } from '#platform/database/rows'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { costOf } from './password-cost'

/** What the names of these facts begin with. */
const kind = 'password '
/** Milliseconds for which a node takes what it has read for granted. */
const freshFor = 60_000

/** With which costs hashes of accounts were made that were brought along, for all nodes: a login that fails takes the time of all of them. */
@Injectable()
export class PasswordCosts {
  #known: ReadonlySet<string> = new Set()
  #readAt = -Infinity

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Writes down the cost of a hash that this server has not made. */
  async note(hash: string): Promise<void> {
    const cost = costOf(hash)
    if (cost === undefined || this.#known.has(cost)) return
    await insertIfAbsent(this.unitOfWork.writes, 'deployment_facts', { name: kind + cost, value: cost, recorded_at: this.clock.now() })
    this.#known = new Set([...this.#known, cost])
  }

  async all(): Promise<readonly string[]> {
    if (performance.now() - this.#readAt > freshFor) await this.#read()
    return [...this.#known]
  }

  async #read(): Promise<void> {
    this.#readAt = performance.now()
    const rows = await this.unitOfWork.reads.query('SELECT value FROM deployment_facts WHERE name LIKE $1', [`${kind}%`])
    this.#known = new Set(rows.map((row) => row['value'] as string))
  }
}
