import { defineCheck } from '../checks/define-check'
import { invalidDpopProof } from '../oauth-errors/factories'

/** A proof is good for one request: an intercepted proof cannot be replayed. */
export const checkProofUnused = defineCheck({
  name: 'check-proof-unused',
  clauses: ['RFC9449-11.1', 'RFC9449-4.3'],
  hint: 'Make a new proof, with a new jti, for each request, and for a repetition of the same request too.',
  check(isFirstUse: boolean): void {
    if (!isFirstUse) throw invalidDpopProof('the proof was used before')
  },
})
