import { Injectable } from '@nestjs/common'
import type { Request, Response } from 'express'
import { enforces } from '#libs/checks/enforces'
import type { ClientDisplay } from '#libs/client-metadata/client-display'
import { Clients } from '#records/clients/clients.repository'
import { flowOf } from '#platform/http/flow'
import { preferLanguage } from '#platform/http/languages/language-preference'
import { Languages } from '#platform/http/languages/languages'
import { PageRenderer } from '#platform/http/pages/page-renderer'
import { seeOther } from '#platform/http/see-other'
import { CurrentPerson } from '#records/sessions/current-person'
import { SessionCookie } from '#records/sessions/session-cookie'
import type { Session } from '#records/sessions/session'
import { Sessions } from '#records/sessions/sessions.repository'
import { checkLogoutHandle } from './logout-checks'
import type { LogoutRequest } from './logout-request'
import { LogoutRequests } from './logout-requests'

enforces('OIDCRPIL-2', 'OIDCRPIL-3', 'OIDCRPIL-6')

/**
 * Ends a person's session at this server: asks first, and goes only where a valid hint allows.
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
  ) {}

  /** Asks the person whose session is here, or that the hint speaks of; where there is none, there is nothing to ask. */
  async ask(logout: LogoutRequest, request: Request, response: Response): Promise<void> {
    preferLanguage(request, { uiLocales: logout.uiLocales })
    const signedIn = await this.currentPerson.find(request)
    const session = signedIn?.session ?? (await this.#hintedSession(logout))
    if (session === undefined) return this.#finish(logout, response)
    const { sid, flowId } = session
    flowOf(request).adopt(flowId)
    const hidden = [{ name: 'handle', value: this.logoutRequests.seal({ ...logout, sid, flowId }) }]
    const client = await this.#clientDisplay(logout, request)
    const data = { action: '/logout/confirm', hidden, client, username: signedIn?.user.username }
    this.pages.render(response, 'logout', data, {
      leadsToClient: logout.redirectUri !== undefined,
      images: [client?.logoUri],
      languageForm: { action: '/logout/language', hidden },
    })
  }

  /** Does what the person decided. */
  async confirm(logout: LogoutRequest, decision: string | undefined, request: Request, response: Response): Promise<void> {
    preferLanguage(request, { uiLocales: logout.uiLocales })
    if (decision !== 'logout') return this.pages.render(response, 'logged-out', { stayed: true })
    const here = await this.sessionCookie.read(request)
    // The page asked about one session: in a browser that has another by now, nothing is ended.
    checkLogoutHandle(here === undefined || here.sid === logout.sid ? logout : undefined)
    if (logout.sid !== undefined) await this.sessions.end(logout.sid, 'logout')
    this.sessionCookie.clear(response)
    this.#finish(logout, response)
  }

  async #hintedSession({ hintedSid }: LogoutRequest): Promise<Session | undefined> {
    return hintedSid === undefined ? undefined : this.sessions.findBySid(hintedSid)
  }

  async #clientDisplay({ clientId }: LogoutRequest, request: Request): Promise<ClientDisplay | undefined> {
    return clientId === undefined ? undefined : (await this.clients.find(clientId))?.displayIn(this.languages.of(request).tag)
  }

  #finish({ redirectUri, state }: LogoutRequest, response: Response): void {
    if (redirectUri === undefined) return this.pages.render(response, 'logged-out', { stayed: false })
    const query = state === undefined ? '' : `${redirectUri.includes('?') ? '&' : '?'}${new URLSearchParams({ state }).toString()}`
    seeOther(response, redirectUri + query)
  }
}
