import { Injectable } from '@nestjs/common'
import { defineCheck } from '#libs/checks/define-check'
import { defineRefusal } from '#libs/checks/define-refusal'
import { OAuthError } from '#libs/oauth-errors/oauth-error'
import { excerptWhole } from '#libs/oauth-params/excerpt'
import { longestUsername, parseUsername } from '#libs/username/canonical-username'
import type { CanonicalUsername } from '#libs/username/canonical-username'
import { Events } from '#platform/events/events'
import { Voucher } from '#platform/events/voucher'
import { Attempts } from '#records/attempts/attempts'
import type { Limit } from '#records/attempts/attempts'
import { LimitSettings } from '#platform/config/limit-settings'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { KeyedTurnstile } from './keyed-turnstile'
import { longestPassword, Passwords } from './passwords'
import { tooManyLogins } from './too-many-logins'
import { Users } from './users.repository'
import type { User, UserWithPassword } from './users.repository'

/** So many logins to one account from one address may wait for their turn. */
const guessesWaiting = 50

export interface PasswordLogin {
  readonly username: string
  readonly password: string
  readonly address: string
}

/** One answer for every failed login: an attacker learns nothing of which accounts exist. */
const refused = (reason: string) =>
  new OAuthError({ code: 'access_denied', status: 401, description: 'the username or the password is not right', evidence: { reason } })

const checkPassword = defineCheck({
  name: 'password',
  clauses: ['SEC-299'],
  hint: 'The person tries again; the seed or an administrator sets a new password.',
  check(user: UserWithPassword | undefined, isRight: boolean): UserWithPassword {
    if (!user || !isRight) throw refused(user ? 'the password differs' : 'there is no such account, or it is disabled')
    return user
  },
})

const usernameTooLong = defineRefusal({
  name: 'username-length',
  clauses: ['SEC-304', 'SEC-305', 'CWE-407'],
  hint: `Usernames have at most ${longestUsername} characters.`,
  refusal: () => refused('the username is too long'),
})

const checkPasswordLength = defineCheck({
  name: 'password-length',
  clauses: ['SEC-304'],
  hint: `Passwords have at most ${longestPassword} bytes.`,
  check(password: string) {
    if (Buffer.byteLength(password) > longestPassword || password.includes('\0')) throw refused('the password is too long, or holds a NUL')
  },
})

const checkUnchanged = defineCheck({
  name: 'password-unchanged',
  clauses: ['SEC-228'],
  hint: 'The password was changed, or the account disabled, while the person was logging in: they try again.',
  check(isUnchanged: boolean) {
    if (!isUnchanged) throw refused('the password was changed, or the account disabled, meanwhile')
  },
})

/**
 * Logs a person in by username and password.
 *
 * @throws OAuthError access_denied (401) with one description for every cause; temporarily_unavailable (429, 503)
 */
@Injectable()
export class LogIn {
  // Guesses at one account take turns, so that parallel ones cannot outrun the count.
  readonly #turns = new KeyedTurnstile(guessesWaiting, tooManyLogins)

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly users: Users,
    private readonly passwords: Passwords,
    private readonly attempts: Attempts,
    private readonly limits: LimitSettings,
    private readonly events: Events,
  ) {}

  /** Whose password it is. Guesses are counted and limited here, and nothing is begun yet. */
  async verify(login: PasswordLogin): Promise<UserWithPassword> {
    const username = parseUsername(login.username)
    if (username === undefined) return this.#refuseName(this.#addressLimit(login.address))
    const [account, address] = this.#limitsOf(username, login.address)
    return this.#turns.pass(JSON.stringify(account.of), async () => {
      await this.attempts.check([account, address])
      return this.#verify(login, account, address)
    })
  }

  /** Does what a verified password is good for, in one unit with a last look at the account. */
  async confirm<Result>(user: UserWithPassword, work: (user: User) => Promise<Result>): Promise<Result> {
    return this.unitOfWork.run(async () => {
      await this.#checkUnchanged(user)
      return work(user)
    })
  }

  /** Nobody has such a name: the failure counts for the address alone. */
  async #refuseName(address: Limit): Promise<never> {
    await this.attempts.check([address])
    await this.unitOfWork.run(async () => {
      const { voucher } = await this.attempts.fail([address])
      await this.events.keep('login.failed', { sub: undefined, reason: 'the username is too long' }, voucher)
    })
    throw usernameTooLong()
  }

  async #verify({ username, password }: PasswordLogin, account: Limit, address: Limit): Promise<UserWithPassword> {
    const user = await this.users.findByUsername(username)
    await this.#checkLength(password, user, [account, address])
    const isRight = await this.passwords.matches(password, user?.passwordHash)
    // Asked again: guesses that ran at the same time, on whichever node, may have filled a window meanwhile.
    if (!isRight) await this.#fail(user, [account, address])
    else if (await this.attempts.check([account, address])) await this.attempts.forget(account)
    return this.#withCurrentHash(checkPassword(user, isRight), password)
  }

  async #checkLength(password: string, user: UserWithPassword | undefined, limits: readonly [Limit, Limit]): Promise<void> {
    try {
      checkPasswordLength(password)
    } catch (error) {
      await this.#fail(user, limits, 'the password is too long, or holds a NUL')
      throw error
    }
  }

  async #checkUnchanged({ sub, passwordHash = '' }: UserWithPassword): Promise<void> {
    const isUnchanged = await this.users.hold(sub, passwordHash)
    if (!isUnchanged) await this.events.keep('login.failed', { sub, reason: 'the account was changed meanwhile' }, Voucher.person(sub))
    checkUnchanged(isUnchanged)
  }

  async #fail(
    user: UserWithPassword | undefined,
    [account, address]: readonly [Limit, Limit],
    reason = user ? 'the password differs' : 'there is no such account, or it is disabled',
  ): Promise<void> {
    const told = ['login', user ? excerptWhole(user.username) : 'to no account that there is', ...address.of.slice(1)]
    await this.unitOfWork.run(async () => {
      const { voucher } = await this.attempts.fail([{ ...account, told }, address])
      await this.events.keep('login.failed', { sub: user?.sub, reason }, voucher)
    })
  }

  async #withCurrentHash(user: UserWithPassword, password: string): Promise<UserWithPassword> {
    if (user.passwordHash === undefined || !this.passwords.isOutdated(user.passwordHash)) return user
    const passwordHash = await this.passwords.hash(password)
    await this.users.replacePasswordHash(user.sub, user.passwordHash, passwordHash)
    return { ...user, passwordHash }
  }

  #limitsOf(username: CanonicalUsername, address: string): [Limit, Limit] {
    const { accountFailures: failures, loginWindowSeconds: windowSeconds } = this.limits
    return [{ of: ['login', username, address], failures, windowSeconds }, this.#addressLimit(address)]
  }

  #addressLimit(address: string): Limit {
    const { addressFailures: failures, loginWindowSeconds: windowSeconds } = this.limits
    return { of: ['login', address], failures, windowSeconds }
  }
}
