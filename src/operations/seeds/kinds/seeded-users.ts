import { Injectable } from '@nestjs/common'
import { canonicalUsername } from '#libs/username/canonical-username'
import { ServerSettings } from '#platform/config/server-settings'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { Secrets } from '#platform/secrets/secrets'
import { Clients } from '#records/clients/clients.repository'
import { Consents } from '#records/consents/consents.repository'
import { Sessions } from '#records/sessions/sessions.repository'
import { passwordFaults } from '#records/users/find-password-fault'
import type { SeededAccounts, SeededUser } from '#records/users/seeded-accounts'
import { PasswordCosts, TooManyPasswordCosts } from '#records/users/password-costs'
import { PasswordPolicy } from '#records/users/password-policy'
import { Passwords } from '#records/users/passwords'
import { UserConflict } from '#records/users/user-conflict'
import { Users } from '#records/users/users.repository'
import { canonicalJson } from '../canonical-json'
import type { SeedUser } from '../document/seed-document'
import type { ReadEntry, SeededKind, Surroundings } from './seeded-kind'

/** The accounts of a seed. */
@Injectable()
export class SeededUsers implements SeededKind<SeedUser> {
  readonly list = 'users'

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clients: Clients,
    private readonly users: Users,
    private readonly passwords: Passwords,
    private readonly costs: PasswordCosts,
    private readonly policy: PasswordPolicy,
    private readonly server: ServerSettings,
    private readonly sessions: Sessions,
    private readonly consents: Consents,
    private readonly secrets: Secrets,
  ) {}

  keyOf({ username }: SeedUser): string {
    return canonicalUsername(username)
  }

  nameOf({ username }: SeedUser): string {
    return username
  }

  rows() {
    return this.users.seeded()
  }

  async check(entries: readonly ReadEntry<SeedUser>[], { read }: Surroundings<SeedUser>): Promise<void> {
    const taken = await this.clients.clientIdsAmong(entries.flatMap(({ entry }) => entry.sub ?? []))
    const accounts = await this.users.accountsOf(entries.map((entry) => this.#toAccount(entry)))
    for (const entry of entries) {
      const { sub } = entry.entry
      if (sub !== undefined && taken.has(sub)) throw entry.refuse('sub: it is the client_id of a client (FAPI2-SP-FINAL-6.7)')
      if (this.#needsPassword(entry, accounts)) await this.#checkPassword(entry)
    }
    // Whether a hash is one of another server's cost may have changed with this server's own.
    for (const entry of read) await this.#noteCost(entry)
  }

  async put(entries: readonly ReadEntry<SeedUser>[]) {
    return this.users.putAll(entries.map((entry) => this.#toAccount(entry))).catch((error: unknown) => {
      const entry = error instanceof UserConflict ? entries.find(({ entry: { username } }) => username === error.username) : undefined
      throw entry && error instanceof UserConflict ? entry.refuse(error.message) : error
    })
  }

  /** An account goes with its sessions, grants and consents, or not at all. */
  async prune(keys: ReadonlySet<string>): Promise<readonly string[]> {
    return this.unitOfWork.run(async () => {
      const gone = await this.users.prune(keys)
      const subs = gone.map(({ sub }) => sub)
      await this.sessions.endOfUsers(subs)
      await this.consents.forgetUsers(subs)
      return gone.map(({ username }) => username)
    })
  }

  #toAccount({ entry, digest }: ReadEntry<SeedUser>): SeededUser {
    const { password, passwordHash, ...account } = entry
    return {
      ...account,
      sub: account.sub,
      digest,
      passwordDigestOf: (name) => this.secrets.digest('seed-digest', canonicalJson([name, password, passwordHash])),
      hashPassword: async () => passwordHash ?? (password === undefined ? null : this.passwords.hash(password)),
      endSessions: (subject) => this.sessions.endOfUser(subject),
    }
  }

  #needsPassword(entry: ReadEntry<SeedUser>, accounts: SeededAccounts): boolean {
    try {
      return accounts.needsPassword(this.#toAccount(entry))
    } catch (error) {
      throw error instanceof UserConflict ? entry.refuse(error.message) : error
    }
  }

  /** In production a new password of a seed is held to the policy that people's own are held to. */
  async #checkPassword({ entry: { username, password }, refuse }: ReadEntry<SeedUser>): Promise<void> {
    if (password === undefined || this.server.environment !== 'production') return
    const fault = await this.policy.findFault(password, username)
    if (fault !== undefined) throw refuse(`password: ${passwordFaults[fault]}`)
  }

  async #noteCost({ entry: { passwordHash }, refuse }: ReadEntry<SeedUser>): Promise<void> {
    if (passwordHash === undefined || !this.passwords.isForeign(passwordHash)) return
    await this.costs.note(passwordHash).catch((error: unknown) => {
      throw error instanceof TooManyPasswordCosts ? refuse(`password_hash: ${error.message}`) : error
    })
  }
}
