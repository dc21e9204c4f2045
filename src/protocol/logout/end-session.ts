import { Injectable } from '@nestjs/common'
import type { Request, Response } from 'express'
import { enforces } from '#libs/checks/enforces'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import { Clients } from '#records/clients/clients.repository'
import { Events } from '#platform/events/events'
import { BrowserCookie } from '#platform/http/browser-cookie'
import type { Exchange } from '#platform/http/exchange'
import { flowOf } from '#platform/http/flow'
import { preferLanguage } from '#platform/http/languages/language-preference'
import { Languages } from '#platform/http/languages/languages'
import { PageRenderer } from '#platform/http/pages/page-renderer'
import { seeOther } from '#platform/http/see-other'
import { CurrentPerson } from '#records/sessions/current-person'
import type { SignedIn } from '#records/sessions/current-person'
import { SessionCookie } from '#records/sessions/session-cookie'
import type { Session } from '#records/sessions/session'
import { Sessions } from '#records/sessions/sessions.repository'
import { checkLogoutHandle } from './logout-checks'
import type { LogoutRequest } from './logout-request'
import { LogoutRequests } from './logout-requests'

enforces('OIDCRPIL-2', 'OIDCRPIL-3', 'OIDCRPIL-6')

/**
 * Ends a person's session at this server: asks first, unless the client is one of the house that need not, and leads back only to an address
 * that the client has registered.
 *
 * @see https://openid.net/specs/openid-connect-rpinitiated-1_0.html#RPLogout
 */
@Injectable()
export class EndSession {
  constructor(
    private readonly logoutRequests: LogoutRequests,
    private readonly sessions: Sessions,
    private readonly currentPerson: CurrentPerson,
    private readonly sessionCookie: SessionCookie,
    private readonly clients: Clients,
    private readonly languages: Languages,
    private readonly pages: PageRenderer,
    private readonly browserCookie: BrowserCookie,
    private readonly events: Events,
  ) {}

  /** Asks the person whose session is here, or was here, as the hint says; where there is none, there is nothing to ask. */
  async ask(logout: LogoutRequest, request: Request, response: Response): Promise<void> {
    preferLanguage(request, { uiLocales: logout.uiLocales })
    const signedIn = await this.currentPerson.find(request)
    const session = signedIn?.session ?? (await this.#hintedSession(logout, request))
    if (session === undefined) return this.#finish(logout, response)
    flowOf(request).adopt(session.flowId)
    const client = await this.clients.find(logout.clientId ?? '')
    if (isUnquestioned(logout, signedIn, client)) return this.#end(logout, session.sid, response)
    this.#show({ ...logout, sid: session.sid, flowId: session.flowId }, client, signedIn?.user.username, { request, response })
  }

  /** Does what the person decided. */
  async confirm(logout: LogoutRequest, decision: string | undefined, request: Request, response: Response): Promise<void> {
    preferLanguage(request, { uiLocales: logout.uiLocales })
    if (decision !== 'logout') return this.pages.render(response, 'logged-out', { stayed: true })
    const here = await this.sessionCookie.read(request)
    // The page asked about one session, in one browser: in another, or one that has another session by now, nothing is ended.
    const isOfPage = logout.browser !== undefined && logout.browser === this.browserCookie.read(request)
    checkLogoutHandle(isOfPage && (here === undefined || here.sid === logout.sid) ? logout : undefined)
    await this.#end(logout, logout.sid, response)
  }

  async #end(logout: LogoutRequest, sid: string | undefined, response: Response): Promise<void> {
    if (sid !== undefined) await this.sessions.end(sid, 'logout')
    this.sessionCookie.clear(response)
    this.#finish(logout, response)
  }

  #show(logout: LogoutRequest, client: RegisteredClient | undefined, username: string | undefined, { request, response }: Exchange): void {
    const sealed = this.logoutRequests.seal({ ...logout, browser: this.browserCookie.ensure(request, response) })
    const hidden = [{ name: 'handle', value: sealed }]
    const display = client?.displayIn(this.languages.of(request).tag)
    this.pages.render(
      response,
      'logout',
      { action: '/logout/confirm', hidden, client: display, username },
      {
        leadsToClient: logout.redirectUri !== undefined,
        images: [display?.logoUri],
        languageForm: { action: '/logout/language', hidden },
      },
    )
  }

  /** The session of the hint, where this is the browser that it is of: an ID token by itself ends nothing. */
  async #hintedSession({ hintedSid }: LogoutRequest, request: Request): Promise<Session | undefined> {
    const session = hintedSid === undefined ? undefined : await this.sessions.findBySid(hintedSid)
    if (session === undefined) return undefined
    if (session.browserMark !== null && session.browserMark === this.browserCookie.read(request)) return session
    this.events.note('logout.left', { reason: 'the session of the id_token_hint is in another browser: it lives on' })
    return undefined
  }

  #finish({ redirectUri, state }: LogoutRequest, response: Response): void {
    if (redirectUri === undefined) return this.pages.render(response, 'logged-out', { stayed: false })
    const query = state === undefined ? '' : `${redirectUri.includes('?') ? '&' : '?'}${new URLSearchParams({ state }).toString()}`
    seeOther(response, redirectUri + query)
  }
}

/** A client of the house may end the session that its hint is of, where its person is. */
const isUnquestioned = ({ hintedSid }: LogoutRequest, signedIn: SignedIn | undefined, client: RegisteredClient | undefined): boolean =>
  client?.skipsLogoutConfirmation === true && signedIn !== undefined && hintedSid === signedIn.session.sid
