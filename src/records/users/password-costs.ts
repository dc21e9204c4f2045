import { Injectable } from '@nestjs/common'
import { remainingCosts } from '#libs/password-hash/password-cost'
import { Clock } from '#platform/clock/clock'
import { insertIfAbsent } from '#platform/database/rows'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { costOf } from './stored-hash'

/** What the names of these facts begin with. */
const kind = 'password '
/** So many costs there may be: a login that fails takes the time of all of them. */
const mostCosts = 16
/** Milliseconds for which a node takes what it has read for granted. */
const freshFor = 60_000

/** The rule that a hash breaks which brings one more cost than may be. */
export class TooManyPasswordCosts extends Error {
  override readonly message = `accounts have hashes of ${mostCosts} different costs already, and a login that fails takes the time of all`
}

/** With which costs hashes of accounts were made that were brought along, for all nodes: a login that fails takes the time of all of them. */
@Injectable()
export class PasswordCosts {
  #known: ReadonlySet<string> = new Set()
  #readAt = -Infinity

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes down the cost of a hash that this server has not made.
   *
   * @throws TooManyPasswordCosts when accounts have hashes of as many other costs as there may be
   */
  async note(hash: string): Promise<void> {
    const cost = costOf(hash)
    if (cost === undefined || this.#known.has(cost)) return
    await this.#read()
    if (remainingCosts([...this.#known, cost], undefined).length > mostCosts) throw new TooManyPasswordCosts()
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
