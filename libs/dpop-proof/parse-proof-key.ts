import { defineCheck } from '../checks/define-check'
import { algorithmFitsKey, keyTypeOf } from '../jwk/algorithms'
import { checkPublicJwk } from '../jwk/check-public-jwk'
import { JwkError } from '../jwk/public-jwk'
import type { PublicJwk } from '../jwk/public-jwk'
import type { JwsHeader } from '../jws/parse-compact-jws'
import { invalidDpopProof } from '../oauth-errors/factories'
import { excerptWhole } from '../oauth-params/excerpt'

function publicKeyOf(value: unknown): PublicJwk {
  try {
    checkPublicJwk(value)
    return value
  } catch (error) {
    throw error instanceof JwkError ? invalidDpopProof(`jwk of the proof is not acceptable: ${error.message}`) : error
  }
}

/** The proof brings its own key: public, whole, and of the type that its algorithm asks for. */
export const parseProofKey = defineCheck({
  name: 'parse-proof-key',
  clauses: ['RFC9449-4.3-7', 'RFC9449-4.2', 'RFC8725-3.4', 'FAPI2-SP-FINAL-5.4.1-2'],
  hint: 'Put the public key alone into the proof’s jwk header: EC P-256, Ed25519, or RSA of 2048 bits or more, never d or another private member.',
  check({ alg, jwk }: JwsHeader): PublicJwk {
    if (jwk === undefined) throw invalidDpopProof('jwk is missing in the header of the proof')
    const key = publicKeyOf(jwk)
    if (algorithmFitsKey(alg, key)) return key
    throw invalidDpopProof('alg and jwk of the proof do not fit', { expected: excerptWhole(alg), received: excerptWhole(keyTypeOf(key)) })
  },
})
