import { defineCheck } from '../checks/define-check'
import type { PublicJwk } from '../jwk/public-jwk'
import { selectKeys } from '../jwk/select-keys'
import { JwsError } from '../jws/jws-error'
import type { CompactJws } from '../jws/parse-compact-jws'
import { verifyJws } from '../jws/verify-jws'
import { invalidDpopProof } from '../oauth-errors/factories'

/** Who sends the proof holds the private part of the key in it. */
export const checkProofSignature = defineCheck({
  name: 'check-proof-signature',
  clauses: ['RFC9449-4.3-6'],
  hint: 'Sign the proof with the private key whose public part is its jwk header; an ES256 signature is r and s, 64 bytes, not DER.',
  async check(jws: CompactJws, key: PublicJwk, algorithms: readonly string[]): Promise<void> {
    try {
      await verifyJws(jws, { keys: selectKeys([key], { alg: jws.header.alg }), algorithms })
    } catch (error) {
      throw error instanceof JwsError
        ? invalidDpopProof('the signature of the proof does not verify with its jwk', { reason: error.reason })
        : error
    }
  },
})
