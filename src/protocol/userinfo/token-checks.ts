import { defineCheck } from '#libs/checks/define-check'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import { insufficientScope, invalidToken } from '#libs/oauth-errors/factories'
import { excerpt, excerptWhole } from '#libs/oauth-params/excerpt'
import type { AccessToken } from '#protocol/token/access-tokens'
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

/** UserInfo answers to tokens made for this server, with openid in their scope. */
export const checkUserInfoScope = defineCheck({
  name: 'userinfo-scope',
  clauses: ['OIDCC-5.3.1', 'RFC6750-3.1', 'FAPI2-SP-FINAL-5.3.4-4', 'SEC-51'],
  hint: 'Ask for the openid scope, and for a token whose audience is this server.',
  check({ audience, scopes }: AccessToken, issuer: string) {
    if (!audience.includes(issuer))
      throw invalidToken('the token is for another audience', {
        expected: excerptWhole(issuer),
        received: excerpt(audience.join(' '), 200),
      })
    if (!scopes.includes('openid')) throw insufficientScope('the scope openid is required', { received: excerpt(scopes.join(' '), 200) })
  },
})
