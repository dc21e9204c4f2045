import { defineCheck } from '../checks/define-check'
import { excerptClaim } from '../jws/excerpt-claim'
import type { JwsHeader } from '../jws/parse-compact-jws'
import { invalidDpopProof } from '../oauth-errors/factories'
import { words } from '../oauth-params/excerpt'

/** Only a JWT made as a DPoP proof is one; the value is compared as RFC 9449 writes it. */
export const checkProofType = defineCheck({
  name: 'check-proof-type',
  clauses: ['RFC9449-4.3-4', 'RFC8725-3.11', 'RFC9449-11.5'],
  hint: 'Set the proof’s typ header to dpop+jwt.',
  check({ typ }: JwsHeader): void {
    if (typ !== 'dpop+jwt')
      throw invalidDpopProof('typ of the proof must be dpop+jwt', { expected: words`dpop+jwt`, received: excerptClaim(typ) })
  },
})
