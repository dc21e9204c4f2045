import { defineCheck } from '#libs/checks/define-check'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import { invalidRequest } from '#libs/oauth-errors/factories'
import { excerpt, excerptWhole } from '#libs/oauth-params/excerpt'
import type { LogoutRequest } from './logout-request'
import type { IdTokenHint } from '#protocol/token/id-token-hints'

export const checkLogoutClient = defineCheck({
  name: 'logout-client',
  clauses: ['OIDCRPIL-2', 'SEC-276'],
  hint: 'Send the client_id that the id_token_hint was issued to, or none.',
  check(clientId: string | undefined, hint: IdTokenHint | undefined): string | undefined {
    if (hint && clientId !== undefined && clientId !== hint.clientId)
      throw invalidRequest('id_token_hint was issued to another client', {
        expected: excerptWhole(hint.clientId),
        received: excerpt(clientId),
      })
    return hint?.clientId ?? clientId
  },
})

/** Nobody is sent anywhere but to an address that the named client has registered. */
export const checkPostLogoutRedirectUri = defineCheck({
  name: 'post-logout-redirect-uri',
  clauses: ['OIDCRPIL-3', 'FAPI2-SP-FINAL-5.3.2.1-7', 'SEC-277'],
  hint: 'Register the post_logout_redirect_uri, send exactly that, and with it the id_token_hint or the client_id.',
  check(redirectUri: string | undefined, clientId: string | undefined, client: RegisteredClient | undefined): string | undefined {
    if (redirectUri === undefined || clientId === undefined) return undefined
    if (!client?.metadata.post_logout_redirect_uris.includes(redirectUri))
      throw invalidRequest('post_logout_redirect_uri is not registered for this client', { received: excerpt(redirectUri, 200) })
    return redirectUri
  },
})

export const checkLogoutHandle = defineCheck({
  name: 'logout-handle',
  clauses: ['SEC-278', 'SEC-290'],
  hint: 'Sign out again from the application, or from the page of this server.',
  check(request: LogoutRequest | undefined): LogoutRequest {
    if (request === undefined) throw invalidRequest('this page is not valid any more')
    return request
  },
})

/** Longest state in characters: it travels in addresses. */
const longestState = 4096

export const checkLogoutState = defineCheck({
  name: 'logout-state',
  clauses: ['OIDCRPIL-2', 'SEC-287'],
  hint: `Send a state of at most ${longestState} characters.`,
  check(state: string | undefined) {
    if (state !== undefined && state.length > longestState) throw invalidRequest('state is too long')
  },
})
