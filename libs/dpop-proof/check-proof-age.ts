import { defineCheck } from '../checks/define-check'
import { invalidDpopProof } from '../oauth-errors/factories'
import { excerptWhole, words } from '../oauth-params/excerpt'
import type { EpochSeconds } from '../time/epoch-seconds'
import { pastSecondsOf } from './proof-window'
import type { DatedProof } from './proof-window'

// FAPI 2.0 SP 5.3.2.1-13: 10 seconds ahead must pass, more than 60 must not.
const futureSeconds = 60

/** A proof was made just now; one with a fresh nonce (judged before) may come from a clock that is up to five minutes late. */
export const checkProofAge = defineCheck({
  name: 'check-proof-age',
  clauses: ['RFC9449-4.3-11', 'RFC9449-11.1', 'FAPI2-SP-FINAL-5.3.2.1-13'],
  hint: 'Make a new proof for each request, with iat from a synchronised clock, in whole seconds.',
  check({ iat, nonce }: DatedProof, { now, maxAgeSeconds }: { readonly now: EpochSeconds; readonly maxAgeSeconds: number }): void {
    const pastSeconds = pastSecondsOf({ nonce }, maxAgeSeconds)
    const evidence = { expected: words`within ${pastSeconds} seconds of ${now}`, received: excerptWhole(String(iat)) }
    if (now - iat > pastSeconds) throw invalidDpopProof('iat of the proof is too long ago', evidence)
    if (iat - now >= futureSeconds) throw invalidDpopProof('iat of the proof lies too far in the future', evidence)
  },
})
