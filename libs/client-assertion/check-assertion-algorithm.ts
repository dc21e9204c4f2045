import { defineCheck } from '../checks/define-check'
import { acceptsAlgorithm } from '../jwk/algorithms'
import { excerptClaim } from '../jws/excerpt-claim'
import type { JwsHeader } from '../jws/parse-compact-jws'
import { invalidClient } from '../oauth-errors/factories'
import { excerptWhole } from '../oauth-params/excerpt'

/** A client assertion is signed with an algorithm that this client may use; none and MACs never are. */
export const checkAssertionAlgorithm = defineCheck({
  name: 'check-assertion-algorithm',
  clauses: ['RFC8725-3.1', 'FAPI2-SP-FINAL-5.4.1-1', 'OIDCC-9'],
  hint: 'Sign the client assertion with the registered token_endpoint_auth_signing_alg; FAPI 2.0 allows PS256, ES256 and EdDSA.',
  check({ alg }: JwsHeader, algorithms: readonly string[]): void {
    if (acceptsAlgorithm(algorithms, alg)) return
    throw invalidClient('the client assertion is signed with another algorithm', {
      expected: excerptWhole(algorithms.join(' ')),
      received: excerptClaim(alg),
    })
  },
})
