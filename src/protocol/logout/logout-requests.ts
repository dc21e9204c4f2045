import { Injectable } from '@nestjs/common'
import { checkNoRepeats } from '#libs/oauth-params/check-no-repeats'
import type { FormParams } from '#libs/oauth-params/form-params'
import { longest } from '#libs/oauth-params/longest'
import { open, seal } from '#libs/sealed-box/sealed-box'
import { Clients } from '#records/clients/clients.repository'
import { Clock } from '#platform/clock/clock'
import { LifetimeSettings } from '#platform/config/lifetime-settings'
import { Events } from '#platform/events/events'
import type { Flow } from '#platform/events/flow'
import { Secrets } from '#platform/secrets/secrets'
import { IdTokenHints } from '#protocol/token/id-token-hints'
import { checkLogoutClient, checkLogoutHandle, checkLogoutState, checkPostLogoutRedirectUri } from './logout-checks'
import type { LogoutRequest } from './logout-request'

/** Characters; beyond them stands nothing that a person could want. */
const longestLocales = 200

/**
 * Reads what is asked of the end-session endpoint, and keeps it sealed between its pages.
 *
 * @see https://openid.net/specs/openid-connect-rpinitiated-1_0.html#RPLogout
 * @throws OAuthError invalid_request
 */
@Injectable()
export class LogoutRequests {
  constructor(
    private readonly idTokenHints: IdTokenHints,
    private readonly clients: Clients,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
    private readonly lifetimes: LifetimeSettings,
    private readonly events: Events,
  ) {}

  async read(params: FormParams, flow: Flow): Promise<LogoutRequest> {
    checkNoRepeats(params)
    const sealed = params.text('request', longest.token)
    if (sealed !== undefined) return this.open(sealed, flow)
    checkLogoutState(params.text('state', longest.uri))
    const token = params.text('id_token_hint', longest.token)
    const hint = token === undefined ? undefined : await this.idTokenHints.read(token)
    const clientId = checkLogoutClient(params.text('client_id', longest.clientId), hint)
    const client = clientId === undefined ? undefined : await this.clients.find(clientId)
    const wanted = params.text('post_logout_redirect_uri', longest.uri)
    const redirectUri = checkPostLogoutRedirectUri(wanted, clientId, client)
    if (wanted !== redirectUri)
      this.events.note('logout.left', { reason: 'the post_logout_redirect_uri came without id_token_hint and client_id' })
    const expiresAt = this.clock.now() + this.lifetimes.interaction
    return {
      clientId: client?.clientId,
      redirectUri,
      state: params.text('state', longest.uri),
      uiLocales: params.start('ui_locales', longestLocales),
      hintedSid: hint?.sid,
      expiresAt,
      flowId: flow.id,
    }
  }

  seal(request: LogoutRequest): string {
    return seal(JSON.stringify(request), this.secrets.keysOfDay('logout', this.clock.now()), 'logout')
  }

  /** @throws OAuthError invalid_request */
  open(handle: string | undefined, flow: Flow): LogoutRequest {
    const text = open(handle ?? '', this.secrets.keysOfDay('logout', this.clock.now()), 'logout')
    const request = checkLogoutHandle(text === undefined ? undefined : this.#unexpired(JSON.parse(text) as LogoutRequest))
    flow.adopt(request.flowId)
    return request
  }

  #unexpired(request: LogoutRequest): LogoutRequest | undefined {
    return request.expiresAt > this.clock.now() ? request : undefined
  }
}
