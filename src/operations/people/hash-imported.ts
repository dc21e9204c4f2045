import { Injectable } from '@nestjs/common'
import { ServerSettings } from '#platform/config/server-settings'
import { passwordFaults } from '#records/users/find-password-fault'
import { PasswordCosts, TooManyPasswordCosts } from '#records/users/password-costs'
import { PasswordPolicy } from '#records/users/password-policy'
import { Passwords } from '#records/users/passwords'
import type { ReadPerson } from './people-reader'

type Hashed = { readonly passwordHash: string } | { readonly rule: string }

/** The hash of a password that a file gives, as it comes or made here. */
@Injectable()
export class HashImported {
  constructor(
    private readonly passwords: Passwords,
    private readonly costs: PasswordCosts,
    private readonly policy: PasswordPolicy,
    private readonly server: ServerSettings,
  ) {}

  async hash({ password, passwordHash, user }: ReadPerson): Promise<Hashed | undefined> {
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
