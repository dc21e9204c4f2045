import { defineCheck } from '../checks/define-check'
import { excerptClaim } from '../jws/excerpt-claim'
import { invalidClient } from '../oauth-errors/factories'
import { excerptWhole, words } from '../oauth-params/excerpt'
import type { AssertionRules } from './assertion-rules'

type Claims = Readonly<Record<string, unknown>>
type Audiences = Pick<AssertionRules, 'issuer' | 'endpoints'>

/** OpenID Connect: the issuer or an endpoint of ours, alone, as a string or a list of one. */
const isAnyOfOurs = (aud: unknown, { issuer, endpoints = [] }: Audiences): boolean => {
  const [only, ...others] = Array.isArray(aud) ? (aud as unknown[]) : [aud]
  return others.length === 0 && [issuer, ...endpoints].some((one) => one === only)
}

/**
 * An assertion is made for this server alone. Under FAPI 2.0 its aud is the issuer as one string: endpoint URLs and lists would let another
 * server's client be led to sign what works here. OpenID Connect Core §9 recommends the token endpoint, and most libraries do that.
 */
export const checkAssertionAudience = defineCheck({
  name: 'check-assertion-audience',
  clauses: ['FAPI2-SP-FINAL-5.3.2.1-8', 'RFC7523BIS-4', 'RFC7523-3', 'OIDCC-9'],
  hint: 'aud must be the issuer alone: the value of issuer in the discovery document, as a string, not an array. Clients of the profile oidc may use the token endpoint or the endpoint called instead, also in a list of one.',
  check({ aud }: Claims, audiences: Audiences): void {
    const { issuer, endpoints } = audiences
    if (endpoints ? isAnyOfOurs(aud, audiences) : aud === issuer) return
    const expected = endpoints ? words`${excerptWhole(issuer)}, or one of ${excerptWhole(endpoints.join(' '))}` : excerptWhole(issuer)
    throw invalidClient('aud of the client assertion is not this server', { expected, received: excerptClaim(aud) })
  },
})
