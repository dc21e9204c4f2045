import { defineCheck } from '../checks/define-check'
import type { PublicJwk } from '../jwk/public-jwk'
import { selectKeys } from '../jwk/select-keys'
import { excerptClaim } from '../jws/excerpt-claim'
import { JwsError } from '../jws/jws-error'
import type { CompactJws } from '../jws/parse-compact-jws'
import { verifyJws } from '../jws/verify-jws'
import { invalidToken } from '../oauth-errors/factories'
import { excerptWhole, words } from '../oauth-params/excerpt'

/** An access token is signed with a key that the issuer publishes; a key that the token itself carries or names is never used. */
export const checkAccessTokenSignature = defineCheck({
  name: 'check-access-token-signature',
  clauses: ['RFC9068-4', 'RFC8725-3.10', 'FAPI2-SP-FINAL-5.3.4-3'],
  hint: 'Send the access token as it was issued: one changed character breaks its signature. The resource server needs the issuer’s current jwks_uri.',
  async check(jws: CompactJws, keys: readonly PublicJwk[], algorithms: readonly string[]): Promise<void> {
    const { kid, alg } = jws.header
    const evidence = {
      expected: words`a key of the issuer for ${excerptWhole(algorithms.join(' '))}`,
      received: excerptClaim({ alg, kid }),
    }
    try {
      await verifyJws(jws, { keys: selectKeys(keys, { kid, alg }), algorithms })
    } catch (error) {
      throw error instanceof JwsError
        ? invalidToken('the signature of the access token does not verify', { reason: error.reason, ...evidence })
        : error
    }
  },
})
