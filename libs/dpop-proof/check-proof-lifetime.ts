import { defineCheck } from '../checks/define-check'
import { invalidDpopProof } from '../oauth-errors/factories'
import { excerptWhole, words } from '../oauth-params/excerpt'
import type { EpochSeconds } from '../time/epoch-seconds'
import type { ProofClaims } from './proof-claims'

const clockSkewSeconds = 10

/** A proof that says how long it is good is good no longer, and no sooner, whatever its iat and its nonce allow. */
export const checkProofLifetime = defineCheck({
  name: 'check-proof-lifetime',
  clauses: ['RFC7519-4.1'],
  hint: 'Leave exp and nbf out of the proof: its iat dates it. One that is there must include the present.',
  check({ exp, nbf }: Pick<ProofClaims, 'exp' | 'nbf'>, now: EpochSeconds): void {
    if (exp !== undefined && exp + clockSkewSeconds <= now)
      throw invalidDpopProof('the proof has expired', { expected: words`exp after ${now}`, received: excerptWhole(String(exp)) })
    if (nbf !== undefined && nbf - clockSkewSeconds > now)
      throw invalidDpopProof('the proof is not valid yet', { expected: words`nbf at most ${now}`, received: excerptWhole(String(nbf)) })
  },
})
