import { Injectable } from '@nestjs/common'
import type { Request } from 'express'
import { coarseAddress } from '#libs/ip-address/coarse-address'
import type { FormParams } from '#libs/oauth-params/form-params'
import { longestUsername } from '#libs/username/canonical-username'
import { describeBrowser } from '#libs/user-agent/describe-browser'
import { Events } from '#platform/events/events'
import { clientAddress, clientRateKey, clientRateKeys } from '#platform/http/address'
import { BrowserCookie } from '#platform/http/browser-cookie'
import type { Exchange } from '#platform/http/exchange'
import { KnownBrowsers } from '#records/users/known-browsers'
import { LogIn } from '#records/users/log-in'
import type { PasswordLogin } from '#records/users/log-in'
import { longestPassword } from '#records/users/passwords'
import type { User, UserWithPassword } from '#records/users/users.repository'
import { authenticationByPassword } from './authentication-context'
import type { SignedIn } from './current-person'
import type { Login, Session } from './session'
import { SessionCookie } from './session-cookie'
import { Sessions } from './sessions.repository'

/** What a login takes the place of, and what it is for. */
export interface SignInTerms {
  /** The session that the browser has so far. */
  readonly previous: Session | undefined
  readonly interactionId: string | null
  readonly flowId: string
}

/** What a login form brings. */
export const toPasswordLogin = (form: FormParams, request: Request): PasswordLogin => ({
  username: form.start('username', longestUsername + 1) ?? '',
  password: form.start('password', longestPassword + 1) ?? '',
  address: clientRateKey(request),
  networks: clientRateKeys(request),
})

/** Signs a person in: the browser gets a session under a new handle. */
@Injectable()
export class SignIn {
  constructor(
    private readonly logIn: LogIn,
    private readonly sessions: Sessions,
    private readonly sessionCookie: SessionCookie,
    private readonly browserCookie: BrowserCookie,
    private readonly knownBrowsers: KnownBrowsers,
    private readonly events: Events,
  ) {}

  /** @throws OAuthError access_denied (401) with one description for every cause; temporarily_unavailable (429, 503) */
  async execute(login: PasswordLogin, terms: SignInTerms, exchange: Exchange): Promise<SignedIn> {
    return this.begin(await this.logIn.verify({ ...login, browser: this.knownBrowsers.read(exchange.request) }), terms, exchange)
  }

  /**
   * Signs somebody in whose password is verified.
   *
   * @param first what is done before, in the same unit
   */
  async begin(verified: UserWithPassword, terms: SignInTerms, { request, response }: Exchange, first?: () => Promise<void>) {
    const browser = {
      browser: describeBrowser(request.headers['user-agent']),
      browserMark: this.browserCookie.ensure(request, response),
      network: coarseAddress(clientAddress(request)),
    }
    const { handle, signedIn } = await this.logIn.confirm(verified, async (user) => {
      await first?.()
      return this.#start(user, terms, browser)
    })
    this.sessionCookie.write(response, handle)
    this.knownBrowsers.remember(request, response, verified.sub)
    return signedIn
  }

  async #start(user: User, { previous, interactionId, flowId }: SignInTerms, browser: Pick<Login, 'browser' | 'browserMark' | 'network'>) {
    const { sub, username } = user
    const { handle, session } = await this.sessions.start({ sub, ...authenticationByPassword, interactionId, ...browser }, previous, flowId)
    await this.events.keep('login.succeeded', { sub, username, sid: session.sid, amr: authenticationByPassword.amr })
    return { handle, signedIn: { session, user } }
  }
}
