import { defineCheck } from '../checks/define-check'
import { excerptClaim } from '../jws/excerpt-claim'
import { invalidDpopProof } from '../oauth-errors/factories'
import { excerptWhole } from '../oauth-params/excerpt'

/** A proof is made for one method, compared by case. */
export const checkProofMethod = defineCheck({
  name: 'check-proof-method',
  clauses: ['RFC9449-4.3-8'],
  hint: 'Set htm to the method of the request in capitals, as in POST.',
  check(htm: string, method: string): void {
    if (htm !== method)
      throw invalidDpopProof('htm of the proof is not the method of the request', {
        expected: excerptWhole(method),
        received: excerptClaim(htm),
      })
  },
})
