import { Injectable } from '@nestjs/common'
import { defineCheck } from '#libs/checks/define-check'
import { OAuthError } from '#libs/oauth-errors/oauth-error'
import { Events } from '#platform/events/events'
import { clientRateKey, clientRateKeys } from '#platform/http/address'
import type { Exchange } from '#platform/http/exchange'
import { flowOf } from '#platform/http/flow'
import type { SignedIn } from '#records/sessions/current-person'
import { Sessions } from '#records/sessions/sessions.repository'
import { SignIn } from '#records/sessions/sign-in'
import { passwordFaults } from '#records/users/find-password-fault'
import { KnownBrowsers } from '#records/users/known-browsers'
import { LogIn } from '#records/users/log-in'
import { PasswordPolicy } from '#records/users/password-policy'
import { Passwords } from '#records/users/passwords'
import { Users } from '#records/users/users.repository'
import type { User, UserWithPassword } from '#records/users/users.repository'
import { typedDifferently } from './password-problem'

/** What the form brings. */
export interface NewPassword {
  readonly current: string
  readonly chosen: string
  readonly again: string
}

const checkNewPassword = defineCheck({
  name: 'new-password',
  clauses: ['SEC-308'],
  hint: 'The person chooses another: eight characters at least, and none that is guessed first.',
  check(fault: string | undefined) {
    if (fault === undefined) return
    throw new OAuthError({
      code: 'invalid_request',
      status: 400,
      description: 'the new password is not taken',
      evidence: { reason: fault },
    })
  },
})

/** Gives a person who knows their password another one, and ends all that was opened with the old. */
@Injectable()
export class ChangeOwnPassword {
  constructor(
    private readonly logIn: LogIn,
    private readonly policy: PasswordPolicy,
    private readonly passwords: Passwords,
    private readonly users: Users,
    private readonly sessions: Sessions,
    private readonly signIn: SignIn,
    private readonly events: Events,
    private readonly knownBrowsers: KnownBrowsers,
  ) {}

  /**
   * @returns the session that the browser goes on with: a new one, under a new handle
   * @throws OAuthError invalid_request (400); as a login does where the current password is wrong
   */
  async execute({ user }: SignedIn, { current, chosen, again }: NewPassword, exchange: Exchange): Promise<SignedIn> {
    checkNewPassword(chosen === again ? await this.#faultOf(chosen, user) : typedDifferently)
    const { request } = exchange
    const origin = { address: clientRateKey(request), networks: clientRateKeys(request), browser: this.knownBrowsers.read(request) }
    const login = { username: user.username, password: current, ...origin }
    const verified = await this.logIn.verify(login)
    const passwordHash = await this.passwords.hash(chosen)
    const terms = { previous: undefined, interactionId: null, flowId: flowOf(exchange.request).id }
    return this.signIn.begin(verified, terms, exchange, () => this.#replace(verified, passwordHash))
  }

  async #faultOf(password: string, { username }: User): Promise<string | undefined> {
    const fault = await this.policy.findFault(password, username)
    return fault && passwordFaults[fault]
  }

  async #replace({ sub, username, passwordHash: known = '' }: UserWithPassword, passwordHash: string): Promise<void> {
    await this.users.replacePasswordHash(sub, known, passwordHash)
    await this.events.keep('user.changed', { sub, username, change: 'updated, with a new password' })
    await this.sessions.endOfUser(sub)
  }
}
