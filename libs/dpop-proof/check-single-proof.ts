import { defineCheck } from '../checks/define-check'
import { invalidDpopProof } from '../oauth-errors/factories'

/** One request, one proof. Node joins repeated headers with a comma, which no JWT holds. */
export const checkSingleProof = defineCheck({
  name: 'check-single-proof',
  clauses: ['RFC9449-4.3-1'],
  hint: 'Send exactly one DPoP header with exactly one proof.',
  check(header: string): void {
    if (header.includes(',')) throw invalidDpopProof('there must be exactly one DPoP header with one proof')
  },
})
