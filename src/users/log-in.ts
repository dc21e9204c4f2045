import { Injectable } from '@nestjs/common'
import { defineCheck } from '#libs/checks/define-check'
import { OAuthError } from '#libs/oauth-errors/oauth-error'
import { canonicalUsername } from '#libs/username/canonical-username'
import { Attempts } from '../attempts/attempts'
import type { Limit } from '../attempts/attempts'
import { LimitSettings } from '../config/limit-settings'
import { KeyedTurnstile } from './keyed-turnstile'
import { longestPassword, Passwords } from './passwords'
import { Users } from './users.repository'
import type { User, UserWithPassword } from './users.repository'

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
  check(user: UserWithPassword | undefined, isRight: boolean): User {
    if (!user || !isRight) throw refused(user ? 'the password differs' : 'there is no such account, or it is disabled')
    return user
  },
})

const checkPasswordLength = defineCheck({
  name: 'password-length',
  clauses: ['SEC-304'],
  hint: `Passwords have at most ${longestPassword} bytes.`,
  check(password: string) {
    if (Buffer.byteLength(password) > longestPassword || password.includes('\0')) throw refused('the password is too long, or holds a NUL')
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
  readonly #turns = new KeyedTurnstile()

  constructor(
    private readonly users: Users,
    private readonly passwords: Passwords,
    private readonly attempts: Attempts,
    private readonly limits: LimitSettings,
  ) {}

  async execute(login: PasswordLogin): Promise<User> {
    checkPasswordLength(login.password)
    const [account, address] = this.#limitsOf(login)
    return this.#turns.pass(JSON.stringify(account.of), async () => {
      await this.attempts.check([account, address])
      return this.#verify(login, account, address)
    })
  }

  async #verify({ username, password }: PasswordLogin, account: Limit, address: Limit): Promise<User> {
    const user = await this.users.findByUsername(username)
    const isRight = await this.passwords.matches(password, user?.passwordHash)
    if (!isRight) await this.attempts.fail([account, address])
    const known = checkPassword(user, isRight)
    await this.#renewHash(user, password)
    return known
  }

  async #renewHash(user: UserWithPassword | undefined, password: string): Promise<void> {
    if (user?.passwordHash === undefined || !this.passwords.isOutdated(user.passwordHash)) return
    await this.users.setPasswordHash(user.sub, await this.passwords.hash(password))
  }

  #limitsOf({ username, address }: PasswordLogin): [Limit, Limit] {
    const { accountFailures, addressFailures, loginWindowSeconds: windowSeconds } = this.limits
    return [
      { of: ['login', canonicalUsername(username), address], failures: accountFailures, windowSeconds },
      { of: ['login', address], failures: addressFailures, windowSeconds },
    ]
  }
}
