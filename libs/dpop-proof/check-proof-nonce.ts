import { defineCheck } from '../checks/define-check'
import { useDpopNonce } from '../oauth-errors/factories'

export interface NonceRules {
  /** Whether the nonce was given lately: at most freshForSeconds ago (dpop-nonce), since a proof's use is recorded for so long. */
  readonly hasFreshNonce: (nonce: string) => boolean
  readonly nonceRequired: boolean
}

/** A nonce in a proof is one that this server gave lately; where nonces are required, a proof has one. */
export const checkProofNonce = defineCheck({
  name: 'check-proof-nonce',
  clauses: ['RFC9449-4.3-10', 'RFC9449-8', 'RFC9449-9', 'RFC9449-11.3'],
  hint: 'Take the nonce from the DPoP-Nonce header of this answer and send the request again with a new proof that holds it.',
  check(nonce: string | undefined, { hasFreshNonce, nonceRequired }: NonceRules): void {
    if (nonce === undefined && nonceRequired) throw useDpopNonce('the proof needs the nonce of the DPoP-Nonce header')
    if (nonce !== undefined && !hasFreshNonce(nonce)) throw useDpopNonce('nonce of the proof is stale or not from this server')
  },
})
