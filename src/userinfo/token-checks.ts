import { defineCheck } from '#libs/checks/define-check'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import type { DpopProof } from '#libs/dpop-proof/dpop-proof'
import { insufficientScope, invalidDpopProof, invalidToken } from '#libs/oauth-errors/factories'
import type { AccessToken } from '../token/access-tokens'
import type { PresentedToken } from './check-presented-token'

/** A token bound to a key is used with a proof of it and never as a bearer token; one that is not is never used as if it were. */
export const checkTokenBinding = defineCheck({
  name: 'token-binding',
  clauses: ['RFC9449-7.1', 'RFC9449-7.2', 'FAPI2-SP-FINAL-5.3.4-5', 'SEC-52', 'SEC-106', 'SEC-107', 'SEC-108', 'SEC-109'],
  hint: 'Send "Authorization: DPoP <token>" with a DPoP proof made by the key that the token was issued to.',
  check({ jkt }: AccessToken, { scheme }: PresentedToken, proof: DpopProof | undefined) {
    const expected = jkt === undefined ? 'bearer' : 'dpop'
    if (scheme !== expected) throw invalidToken('the token does not go with this scheme', { expected, received: scheme })
    if (jkt === undefined) return
    if (!proof) throw invalidDpopProof('a DPoP proof is required with this token')
    if (proof.jkt !== jkt) throw invalidToken('the proof is not made with the key of the token', { expected: jkt, received: proof.jkt })
  },
})

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
      throw invalidToken('the token is for another audience', { expected: issuer, received: audience.join(' ').slice(0, 200) })
    if (!scopes.includes('openid')) throw insufficientScope('the scope openid is required', { received: scopes.join(' ').slice(0, 200) })
  },
})
