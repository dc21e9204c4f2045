import { Injectable } from '@nestjs/common'
import { defineCheck } from '#libs/checks/define-check'
import { defineRefusal } from '#libs/checks/define-refusal'
import { OAuthError } from '#libs/oauth-errors/oauth-error'
import { excerptWhole } from '#libs/oauth-params/excerpt'
import { canonicalUsername, longestUsername, parseUsername } from '#libs/username/canonical-username'
import { Events } from '#platform/events/events'
import { Voucher } from '#platform/events/voucher'
import { Attempts } from '#records/attempts/attempts'
import type { Limit } from '#records/attempts/attempts'
import { LimitSettings } from '#platform/config/limit-settings'
import type { Transaction } from '#platform/database/transaction'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { isKnownTo } from './known-browsers'
import { KeyedTurnstile } from './keyed-turnstile'
import { loginLimits, networkLimits } from './login-limits'
import type { LoginLimits, LoginOrigin } from './login-limits'
import { PasswordCosts } from './password-costs'
import { longestPassword, Passwords } from './passwords'
import { RenewPasswordHash } from './renew-password-hash'
import { schemeOf } from './stored-hash'
import { tooManyLogins } from './too-many-logins'
import { Users } from './users.repository'
import type { User, UserWithPassword } from './users.repository'

/** So many logins to one account from one address may wait for their turn. */
const guessesWaiting = 50

export interface PasswordLogin extends LoginOrigin {
  readonly username: string
  readonly password: string
}

/** A guess, and what counts it. */
interface Guess {
  readonly login: PasswordLogin
  readonly user: UserWithPassword | undefined
  readonly limits: LoginLimits
  /** Whether the account has logged in before in the browser that it comes from. */
  readonly isKnown: boolean
}

/** One answer for every failed login: an attacker learns nothing of which accounts exist. */
const refused = (reason: string) =>
  new OAuthError({ code: 'access_denied', status: 401, description: 'the username or the password is not right', evidence: { reason } })

/** Which hash refused the password: whoever brought accounts from another server looks for it. */
function reasonOf(user: UserWithPassword | undefined): string {
  if (!user) return 'there is no such account, or it is disabled'
  if (user.passwordHash === undefined) return 'the password differs: the account has none'
  return `the password differs from the one that was hashed (${schemeOf(user.passwordHash)})`
}

const checkPassword = defineCheck({
  name: 'password',
  clauses: ['SEC-299'],
  hint: 'The person tries again; the seed or an administrator sets a new password.',
  check(user: UserWithPassword | undefined, isRight: boolean): UserWithPassword {
    if (!user || !isRight) throw refused(reasonOf(user))
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
    private readonly costs: PasswordCosts,
    private readonly attempts: Attempts,
    private readonly limits: LimitSettings,
    private readonly events: Events,
    private readonly renewPasswordHash: RenewPasswordHash,
  ) {}

  /** Whose password it is. Guesses are counted and limited here, and nothing is begun yet. */
  async verify(login: PasswordLogin): Promise<UserWithPassword> {
    const typed = parseUsername(login.username)
    if (typed === undefined) return this.#refuseName(networkLimits(login, this.limits))
    return this.#turns.pass(JSON.stringify([typed, login.address]), async () => {
      const user = await this.users.findByUsername(login.username)
      const limits = loginLimits({ typed, account: user && canonicalUsername(user.username) }, login, this.limits)
      const isKnown = user !== undefined && login.browser !== undefined && isKnownTo(login.browser, user.sub)
      const guess = { login, user, limits, isKnown }
      if (await this.attempts.check(this.#asked(guess))) await this.#slowDown(guess)
      return this.#verify(guess)
    })
  }

  /** Does what a verified password is good for, in one unit with a last look at the account. */
  async confirm<Result>(user: UserWithPassword, work: (user: User) => Promise<Result>): Promise<Result> {
    return this.unitOfWork.run(async (tx) => {
      await this.#checkUnchanged(tx, user)
      return work(user)
    })
  }

  /** Nobody has such a name: the failure counts for the address alone. */
  async #refuseName(limits: readonly Limit[]): Promise<never> {
    await this.attempts.check(limits)
    await this.unitOfWork.run(async () => {
      const { voucher } = await this.attempts.fail(limits)
      await this.events.keep('login.failed', { sub: undefined, reason: 'the username is too long' }, voucher)
    })
    throw usernameTooLong()
  }

  /** The wait for the account holds up strangers alone. */
  #asked({ limits: { account, others, inAll, slot }, isKnown }: Guess): readonly Limit[] {
    return [account, ...others, inAll, isKnown ? [] : slot(0)].flat()
  }

  /** Strangers at an account that has had too many failures take turns with a wait: the turn is taken before the guess. */
  async #slowDown({ limits: { inAll, slot }, isKnown }: Guess): Promise<void> {
    const failures = isKnown ? 0 : await this.attempts.count(inAll)
    if (failures >= inAll.failures) await this.attempts.fail([slot(failures)])
  }

  async #verify(guess: Guess): Promise<UserWithPassword> {
    const { user, login } = guess
    await this.#checkLength(guess)
    const isRight = await this.passwords.matches(login.password, user?.passwordHash, await this.costs.all())
    if (isRight) await this.#forget(guess)
    else await this.#fail(guess)
    return this.renewPasswordHash.execute(checkPassword(user, isRight), login.password)
  }

  /** Asked again: guesses that ran at the same time, on whichever node, may have filled a window meanwhile. */
  async #forget({ limits: { account, others, inAll, slot }, isKnown }: Guess): Promise<void> {
    if (!(await this.attempts.check([account, ...others, inAll]))) return
    await this.attempts.forget(account)
    // What strangers have tried counts on where their guesses do not hold up the person.
    for (const limit of isKnown ? [] : [inAll, slot(0)]) await this.attempts.forget(limit)
  }

  async #checkLength(guess: Guess): Promise<void> {
    try {
      checkPasswordLength(guess.login.password)
    } catch (error) {
      await this.#fail(guess, 'the password is too long, or holds a NUL')
      throw error
    }
  }

  async #checkUnchanged(tx: Transaction, { sub, passwordHash = '' }: UserWithPassword): Promise<void> {
    const isUnchanged = await this.users.hold(tx, sub, passwordHash)
    if (!isUnchanged) await this.events.keep('login.failed', { sub, reason: 'the account was changed meanwhile' }, Voucher.person(sub))
    checkUnchanged(isUnchanged)
  }

  async #fail({ user, login, limits }: Guess, reason = reasonOf(user)) {
    const { account, others, inAll } = limits
    const shown = user ? excerptWhole(user.username) : 'to no account that there is'
    const told = [
      { ...account, told: ['login', shown, login.address] },
      ...others.map((limit) => ({ ...limit, told: limit.of.length > 2 ? ['login', shown, 'in a known browser'] : limit.of })),
      { ...inAll, told: ['login', shown, 'from everywhere'] },
    ]
    await this.unitOfWork.run(async () => {
      const { voucher } = await this.attempts.fail(told)
      await this.events.keep('login.failed', { sub: user?.sub, reason }, voucher)
    })
  }
}
