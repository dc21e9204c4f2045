import { Injectable } from '@nestjs/common'
import { argon2id, hash } from 'argon2'
import type { Histogram } from '#libs/measures/histogram'
import { parsePasswordHash } from '#libs/password-hash/parse-password-hash'
import { remainingCosts, toDecoy, toPasswordCost } from '#libs/password-hash/password-cost'
import type { PasswordHash } from '#libs/password-hash/password-hash'
import { PasswordSettings } from '#platform/config/password-settings'
import { TimedWork } from '#platform/tracing/timed-work'
import { Slots } from './slots'
import { costOf, readStoredHash } from './stored-hash'
import { tooManyLogins } from './too-many-logins'
import { verifyPasswordHash } from './verify-password-hash'

/** Hashes that run at a time on this node, and how many may wait: logins never starve the rest. */
const [hashesAtATime, hashesWaiting] = [2, 200]

/** Longest password in bytes; longer ones are refused before anything is computed. */
export const longestPassword = 1024

/** As this server hashes it, and as it was typed: other servers hash that. Most passwords are the same in both. */
const formsOf = (password: string): readonly string[] => [...new Set([password.normalize('NFKC'), password])]

/**
 * Passwords as argon2id hashes; Unicode's many ways to write one password are one (NFKC). Hashes of other algorithms, which accounts brought
 * along, are verified.
 */
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
   * @param costs of hashes that other accounts may have: a failure takes the work of all of them, whichever the account has
   */
  async matches(password: string, stored: string | undefined, costs: readonly string[] = []): Promise<boolean> {
    const known = stored === undefined ? undefined : readStoredHash(stored)
    if (known && (await this.#verify(password, known))) return true
    const left = remainingCosts([this.#ownCost, ...costs], known && toPasswordCost(known))
    for (const cost of left) await this.#verify(password, parsePasswordHash(toDecoy(cost)))
    return false
  }

  /** Was the hash made elsewhere, or at another time, by another algorithm or with other costs than this server's? */
  isForeign(stored: string): boolean {
    return costOf(stored) !== this.#ownCost
  }

  async #verify(password: string, known: PasswordHash): Promise<boolean> {
    for (const form of formsOf(password)) if (await this.#hashed(() => verifyPasswordHash(form, known))) return true
    return false
  }

  #hashed<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#slots.use(() => this.#hashing.run(work))
  }

  get #cost() {
    const { memoryKiB, passes, lanes } = this.settings.hash
    return { memoryCost: memoryKiB, timeCost: passes, parallelism: lanes }
  }
}
