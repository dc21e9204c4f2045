import { defineCheck } from '../checks/define-check'
import { excerptClaim } from '../jws/excerpt-claim'
import { invalidClient } from '../oauth-errors/factories'
import { excerptWhole } from '../oauth-params/excerpt'

/**
 * An assertion is made for this server alone: aud is the issuer, as one string. Endpoint URLs and lists would let
 * another server's client be led to sign what works here.
 */
export const checkAssertionAudience = defineCheck({
  name: 'check-assertion-audience',
  clauses: ['FAPI2-SP-FINAL-5.3.2.1-8', 'RFC7523BIS-4', 'RFC7523-3'],
  hint: 'The assertion’s aud must be the issuer alone, as a string: the value of issuer in the discovery document, not an endpoint and not an array.',
  check({ aud }: Readonly<Record<string, unknown>>, issuer: string): void {
    if (aud === issuer) return
    throw invalidClient('aud of the client assertion is not the issuer as one string', {
      expected: excerptWhole(issuer),
      received: excerptClaim(aud),
    })
  },
})
