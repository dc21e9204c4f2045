import { defineCheck } from '../checks/define-check'
import { excerptClaim } from '../jws/excerpt-claim'
import type { JwsHeader } from '../jws/parse-compact-jws'
import { invalidToken } from '../oauth-errors/factories'
import { excerptWhole } from '../oauth-params/excerpt'
import type { AccessTokenType } from '../token-claims/access-token-format'

const usualTypes: readonly AccessTokenType[] = ['at+jwt']

// RFC 7515 §4.1.9: media types ignore case, and application/ may be left out.
const shortType = (typ: string) => typ.toLowerCase().replace(/^application\//, '')

/** A JWT made for something else (an ID token, a client assertion, a proof) opens nothing. */
export const checkAccessTokenType = defineCheck({
  name: 'check-access-token-type',
  clauses: ['RFC9068-4', 'RFC8725-3.11'],
  hint: 'Send the access_token of the token response; an ID token speaks to the client, not to an API.',
  check({ typ }: JwsHeader, types: readonly AccessTokenType[] = usualTypes): void {
    if (typ !== undefined && types.some((type) => shortType(typ) === type.toLowerCase())) return
    throw invalidToken('the token is not an access token', { expected: excerptWhole(types.join(' or ')), received: excerptClaim(typ) })
  },
})
