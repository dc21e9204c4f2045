import { Injectable } from '@nestjs/common'
import { Events } from '#platform/events/events'
import { Passwords } from './passwords'
import { schemeOf } from './stored-hash'
import { Users } from './users.repository'
import type { UserWithPassword } from './users.repository'

/** Replaces a hash of another algorithm or cost, whose password has just been verified, with this server's own. The password stays as it is. */
@Injectable()
export class RenewPasswordHash {
  constructor(
    private readonly users: Users,
    private readonly passwords: Passwords,
    private readonly events: Events,
  ) {}

  async execute(user: UserWithPassword, password: string): Promise<UserWithPassword> {
    const { sub, username, passwordHash: verified } = user
    if (verified === undefined || !this.passwords.isForeign(verified)) return user
    const passwordHash = await this.passwords.hash(password)
    if (!(await this.users.renewPasswordHash(sub, verified, passwordHash))) return this.#afterAnother(user, password)
    this.events.note('password.renewed', { sub, from: schemeOf(verified) })
    return { ...user, username, passwordHash }
  }

  /** Another login of the same person replaced it first, or the password was changed: only then is it another account than was verified. */
  async #afterAnother(user: UserWithPassword, password: string): Promise<UserWithPassword> {
    const current = await this.users.findByUsername(user.username)
    const isSame = current?.sub === user.sub && current.passwordHash !== undefined
    return isSame && (await this.passwords.matches(password, current.passwordHash)) ? current : user
  }
}
