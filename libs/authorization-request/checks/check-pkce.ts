import { defineCheck } from '../../checks/define-check'
import { invalidRequest } from '../../oauth-errors/factories'
import { excerpt, words } from '../../oauth-params/excerpt'
import type { AuthorizationParams } from '../authorization-params'
import type { AuthorizationContext } from '../requirement'

// BASE64URL of 32 bytes
const challengeSyntax = /^[A-Za-z0-9_-]{43}$/

/** A client proves with PKCE that the code it redeems is the one it asked for; S256 alone is accepted. */
export const checkPkce = defineCheck({
  name: 'check-pkce',
  clauses: ['RFC7636-4.3', 'RFC7636-4.4.1', 'FAPI2-SP-FINAL-5.3.2.2-5'],
  hint: 'Send code_challenge = BASE64URL(SHA256(code_verifier)) and code_challenge_method=S256.',
  check({ code_challenge: challenge, code_challenge_method: method }: AuthorizationParams, { client }: AuthorizationContext) {
    if (challenge === undefined && method === undefined && !client.requiresPkce) return
    if (challenge === undefined) throw invalidRequest('code_challenge is required')
    if (method !== 'S256') throw invalidRequest('code_challenge_method must be S256', { expected: words`S256`, received: excerpt(method) })
    if (!challengeSyntax.test(challenge)) throw invalidRequest('code_challenge is malformed', { received: excerpt(challenge) })
  },
})
