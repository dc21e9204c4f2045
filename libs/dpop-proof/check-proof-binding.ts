import { defineCheck } from '../checks/define-check'
import { invalidDpopProof } from '../oauth-errors/factories'
import { excerptWhole } from '../oauth-params/excerpt'
import type { DpopProof } from './dpop-proof'

/** A bound access token (cnf.jkt) works only with a proof by its key. */
export const checkProofBinding = defineCheck({
  name: 'check-proof-binding',
  clauses: ['RFC9449-4.3-12', 'RFC9449-6.1', 'RFC9449-7.1'],
  hint: 'Sign the proof with the key that the access token was issued to.',
  check({ jkt }: DpopProof, boundJkt: string): void {
    if (jkt !== boundJkt)
      throw invalidDpopProof('the proof is not made with the key of the access token', {
        expected: excerptWhole(boundJkt),
        received: excerptWhole(jkt),
      })
  },
})
