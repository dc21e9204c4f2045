import { defineCheck } from '../checks/define-check'
import { excerptClaim } from '../jws/excerpt-claim'
import type { JwsHeader } from '../jws/parse-compact-jws'
import { invalidClient } from '../oauth-errors/factories'
import { words } from '../oauth-params/excerpt'

const assertionTypes = new Set(['jwt', 'client-authentication+jwt'])

/** A JWT made for something else (a DPoP proof, a request object, an access token) does not authenticate a client. */
export const checkAssertionType = defineCheck({
  name: 'check-assertion-type',
  clauses: ['RFC8725-3.11', 'RFC9101-10.8', 'RFC7523BIS-4'],
  hint: 'Leave typ out of the client assertion, or set it to client-authentication+jwt or JWT.',
  check({ typ }: JwsHeader): void {
    // RFC 7515 §4.1.9: media types ignore case, and application/ may be left out.
    if (typ === undefined || assertionTypes.has(typ.toLowerCase().replace(/^application\//, ''))) return
    throw invalidClient('the client assertion is a JWT of another type', {
      expected: words`client-authentication+jwt`,
      received: excerptClaim(typ),
    })
  },
})
