import { defineCheck } from '../checks/define-check'
import { excerptClaim } from '../jws/excerpt-claim'
import type { JwsHeader } from '../jws/parse-compact-jws'
import { invalidToken } from '../oauth-errors/factories'
import { words } from '../oauth-params/excerpt'

const accessTokenTypes = new Set(['at+jwt', 'application/at+jwt'])

/** A JWT made for something else (an ID token, a client assertion, a proof) opens nothing. */
export const checkAccessTokenType = defineCheck({
  name: 'check-access-token-type',
  clauses: ['RFC9068-4', 'RFC8725-3.11'],
  hint: 'Send the access_token of the token response; an ID token speaks to the client, not to an API.',
  check({ typ }: JwsHeader): void {
    // RFC 7515 §4.1.9: media types ignore case.
    if (typ !== undefined && accessTokenTypes.has(typ.toLowerCase())) return
    throw invalidToken('the token is not an access token', { expected: words`at+jwt`, received: excerptClaim(typ) })
  },
})
