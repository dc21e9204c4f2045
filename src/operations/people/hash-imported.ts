import { Injectable } from '@nestjs/common'
import { ServerSettings } from '#platform/config/server-settings'
import { passwordFaults } from '#records/users/find-password-fault'
import { PasswordCosts, TooManyPasswordCosts } from '#records/users/password-costs'
import { PasswordPolicy } from '#records/users/password-policy'
import { Passwords } from '#records/users/passwords'
import type { ReadPerson } from './people-reader'

type Hashed = { readonly passwordHash: string } | { readonly rule: string }

/** So many passwords are given to the hashes' queue at a time; it takes more than that. */
const atATime = 50

/** The hash of a password that a file gives, as it comes or made here. */
@Injectable()
export class HashImported {
  constructor(
    private readonly passwords: Passwords,
    private readonly costs: PasswordCosts,
    private readonly policy: PasswordPolicy,
    private readonly server: ServerSettings,
  ) {}

  async all(people: readonly ReadPerson[]): Promise<ReadonlyMap<ReadPerson, Hashed>> {
    const hashes = new Map<ReadPerson, Hashed>()
    for (let from = 0; from < people.length; from += atATime) {
      const some = people.slice(from, from + atATime)
      const made = await Promise.all(some.map((person) => this.#hash(person)))
      for (const [index, person] of some.entries()) {
        const hash = made[index]
        if (hash) hashes.set(person, hash)
      }
    }
    return hashes
  }

  async #hash({ password, passwordHash, user }: ReadPerson): Promise<Hashed | undefined> {
    if (passwordHash !== undefined) return this.#bring(passwordHash)
    return password === undefined ? undefined : this.#make(password, user.username)
  }

  async #bring(passwordHash: string): Promise<Hashed> {
    try {
      if (this.passwords.isForeign(passwordHash)) await this.costs.note(passwordHash)
      return { passwordHash }
    } catch (error) {
      if (error instanceof TooManyPasswordCosts) return { rule: `password_hash: ${error.message}` }
      throw error
    }
  }

  /** In production a new password is held to the policy that people's own are held to. */
  async #make(password: string, username: string): Promise<Hashed> {
    const fault = this.server.environment === 'production' ? await this.policy.findFault(password, username) : undefined
    return fault === undefined ? { passwordHash: await this.passwords.hash(password) } : { rule: `password: ${passwordFaults[fault]}` }
  }
}
