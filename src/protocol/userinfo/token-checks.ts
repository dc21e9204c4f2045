import { defineCheck } from '#libs/checks/define-check'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import { invalidToken } from '#libs/oauth-errors/factories'
import type { PresentedToken } from './check-presented-token'

/** In a form, a token may come only unbound and from a client that is not held to FAPI 2.0. */
export const checkTokenInBody = defineCheck({
  name: 'token-in-body',
  clauses: ['RFC6750-2.2', 'FAPI2-SP-FINAL-5.3.4-1', 'SEC-48'],
  hint: 'Send the access token in the Authorization header.',
  check({ inBody }: PresentedToken, method: string, client: RegisteredClient) {
    if (inBody && (method !== 'POST' || client.isFapi2)) throw invalidToken('the token must come in the Authorization header')
  },
})

export const checkClientLives = defineCheck({
  name: 'token-client-lives',
  clauses: ['SEC-152', 'SEC-238'],
  hint: 'The client that the token was issued to is disabled or gone.',
  check(client: RegisteredClient | undefined): RegisteredClient {
    if (!client) throw invalidToken('the token is not valid', { reason: 'its client is disabled or gone' })
    return client
  },
})
