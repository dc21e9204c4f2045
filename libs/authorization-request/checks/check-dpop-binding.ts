import { defineCheck } from '../../checks/define-check'
import { invalidDpopProof, invalidRequest } from '../../oauth-errors/factories'
import { excerpt, excerptWhole } from '../../oauth-params/excerpt'
import type { AuthorizationParams } from '../authorization-params'
import type { AuthorizationContext } from '../requirement'

// BASE64URL of a SHA-256 thumbprint
const thumbprintSyntax = /^[A-Za-z0-9_-]{43}$/

/** The key that a code is bound to is named well, and the proof that came along was made with that very key. */
export const checkDpopBinding = defineCheck({
  name: 'check-dpop-binding',
  clauses: ['RFC9449-10', 'RFC9449-10.1', 'FAPI2-SP-FINAL-5.3.2.1-12'],
  hint: "Send dpop_jkt = the RFC 7638 thumbprint (SHA-256, base64url) of the DPoP proof's key, or leave one of the two out.",
  check({ dpop_jkt: jkt }: AuthorizationParams, { proof }: AuthorizationContext) {
    if (jkt === undefined) return
    if (!thumbprintSyntax.test(jkt)) throw invalidRequest('dpop_jkt is malformed', { received: excerpt(jkt) })
    if (proof && proof.jkt !== jkt)
      throw invalidDpopProof('dpop_jkt names another key than the DPoP proof', {
        expected: excerptWhole(proof.jkt),
        received: excerpt(jkt),
      })
  },
})
