import { defineCheck } from '../checks/define-check'
import { invalidDpopProof } from '../oauth-errors/factories'
import { excerptWhole, words } from '../oauth-params/excerpt'
import type { EpochSeconds } from '../time/epoch-seconds'
import type { DatedProof } from './proof-window'

// FAPI 2.0 SP 5.3.2.1-13: 10 seconds ahead must pass, more than 60 must not.
const futureSeconds = 60

/** A proof was made just now: by its iat, or by its nonce, which was judged before and says more than the client's clock. */
export const checkProofAge = defineCheck({
  name: 'check-proof-age',
  clauses: ['RFC9449-4.3-11', 'RFC9449-11.1', 'FAPI2-SP-FINAL-5.3.2.1-13'],
  hint: 'Make a new proof for each request, with iat from a synchronised clock, in whole seconds.',
  check({ iat, nonce }: DatedProof, { now, maxAgeSeconds }: { readonly now: EpochSeconds; readonly maxAgeSeconds: number }): void {
    if (nonce !== undefined) return
    const evidence = { expected: words`within ${maxAgeSeconds} seconds of ${now}`, received: excerptWhole(String(iat)) }
    if (now - iat > maxAgeSeconds) throw invalidDpopProof('iat of the proof is too long ago', evidence)
    if (iat - now >= futureSeconds) throw invalidDpopProof('iat of the proof lies too far in the future', evidence)
  },
})
