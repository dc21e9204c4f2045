import { defineCheck } from '../checks/define-check'
import { acceptsAlgorithm } from '../jwk/algorithms'
import { excerptClaim } from '../jws/excerpt-claim'
import type { JwsHeader } from '../jws/parse-compact-jws'
import { invalidDpopProof } from '../oauth-errors/factories'
import { excerptWhole } from '../oauth-params/excerpt'

/** A proof is signed with an asymmetric algorithm that this server lists. */
export const checkProofAlgorithm = defineCheck({
  name: 'check-proof-algorithm',
  clauses: ['RFC9449-4.3-5', 'FAPI2-SP-FINAL-5.4.1-1', 'RFC9449-11.6'],
  hint: 'Sign the proof with one of dpop_signing_alg_values_supported.',
  check({ alg }: JwsHeader, algorithms: readonly string[]): void {
    if (acceptsAlgorithm(algorithms, alg)) return
    throw invalidDpopProof('alg of the proof is not supported', {
      expected: excerptWhole(algorithms.join(' ')),
      received: excerptClaim(alg),
    })
  },
})
