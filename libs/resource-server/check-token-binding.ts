import { defineCheck } from '../checks/define-check'
import { invalidDpopProof, invalidToken } from '../oauth-errors/factories'
import { excerptWhole } from '../oauth-params/excerpt'

interface Keyed {
  /** A key's thumbprint. */
  readonly jkt?: string | undefined
}

/** A token bound to a key is used with a proof of it and never as a bearer token; one that is not is never used as if it were. */
export const checkTokenBinding = defineCheck({
  name: 'token-binding',
  clauses: ['RFC9449-7.1', 'RFC9449-7.2', 'FAPI2-SP-FINAL-5.3.4-5', 'RFC9700-4.10.1', 'SEC-52', 'SEC-106', 'SEC-107', 'SEC-108', 'SEC-109'],
  hint: 'Send "Authorization: DPoP <token>" with a DPoP proof made by the key that the token was issued to.',
  check({ jkt }: Keyed, { scheme }: { readonly scheme: 'dpop' | 'bearer' }, proof: Keyed | undefined): void {
    const expected = jkt === undefined ? 'bearer' : 'dpop'
    if (scheme !== expected)
      throw invalidToken('the token does not go with this scheme', { expected: excerptWhole(expected), received: excerptWhole(scheme) })
    if (jkt === undefined) return
    if (!proof) throw invalidDpopProof('a DPoP proof is required with this token')
    if (proof.jkt !== jkt)
      throw invalidToken('the proof is not made with the key of the token', {
        expected: excerptWhole(jkt),
        received: excerptWhole(String(proof.jkt)),
      })
  },
})
