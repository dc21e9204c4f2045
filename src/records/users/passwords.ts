import { randomBytes } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { argon2id, hash, needsRehash, verify } from 'argon2'
import type { Histogram } from '#libs/measures/histogram'
import { PasswordSettings } from '#platform/config/password-settings'
import { TimedWork } from '#platform/tracing/timed-work'
import { costOf } from './password-cost'
import { Slots } from './slots'
import { tooManyLogins } from './too-many-logins'

/** Hashes that run at a time on this node, and how many may wait: logins never starve the rest. */
const [hashesAtATime, hashesWaiting] = [2, 200]

/** Longest password in bytes; longer ones are refused before anything is computed. */
export const longestPassword = 1024

const randomBase64 = (bytes: number) => randomBytes(bytes).toString('base64').replaceAll('=', '')

/** A hash of that cost that no password has. */
const decoyOf = (cost: string) => `${cost}$${randomBase64(16)}$${randomBase64(32)}`

/** Passwords as argon2id hashes; Unicode's many ways to write one password are one (NFKC). */
@Injectable()
export class Passwords {
  readonly #slots = new Slots(hashesAtATime, hashesWaiting, tooManyLogins)
  readonly #hashing = new TimedWork('password hash')
  readonly #ownCost: string

  constructor(private readonly settings: PasswordSettings) {
    const { memoryKiB, passes, lanes } = settings.hash
    this.#ownCost = `$argon2id$v=19$m=${memoryKiB},p=${lanes},t=${passes}`
  }

  /** How long one hash takes, without the wait for it. */
  get seconds(): Histogram {
    return this.#hashing.seconds
  }

  /** How many hashes wait. */
  get waiting(): number {
    return this.#slots.waiting
  }

  async hash(password: string): Promise<string> {
    return this.#hashed(() => hash(password.normalize('NFKC'), { type: argon2id, ...this.#cost }))
  }

  /**
   * Does the password match? Where there is no hash the work is done all the same, and the answer is no.
   *
   * @param costs of hashes that other accounts may have: a failure takes the work of each of them once, whichever the account has
   */
  async matches(password: string, stored: string | undefined, costs: readonly string[] = []): Promise<boolean> {
    const text = password.normalize('NFKC')
    const isRight = stored !== undefined && (await this.#hashed(() => verify(stored, text)))
    if (isRight) return true
    const others = new Set([this.#ownCost, ...costs])
    if (stored !== undefined) others.delete(costOf(stored) ?? '')
    for (const cost of others) await this.#hashed(() => verify(decoyOf(cost), text))
    return false
  }

  /** Was the hash made elsewhere, or at another time, with other costs than this server's? */
  isForeign(stored: string): boolean {
    return costOf(stored) !== this.#ownCost
  }

  /** Was the hash made with other parameters than today's? */
  isOutdated(stored: string): boolean {
    return needsRehash(stored, this.#cost)
  }

  #hashed<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#slots.use(() => this.#hashing.run(work))
  }

  get #cost() {
    const { memoryKiB, passes, lanes } = this.settings.hash
    return { memoryCost: memoryKiB, timeCost: passes, parallelism: lanes }
  }
}
