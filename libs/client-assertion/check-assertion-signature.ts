import { defineCheck } from '../checks/define-check'
import type { PublicJwk } from '../jwk/public-jwk'
import { selectKeys } from '../jwk/select-keys'
import { excerptClaim } from '../jws/excerpt-claim'
import { JwsError } from '../jws/jws-error'
import type { CompactJws } from '../jws/parse-compact-jws'
import { verifyJws } from '../jws/verify-jws'
import { invalidClient } from '../oauth-errors/factories'
import { words } from '../oauth-params/excerpt'

/** A client assertion is signed with one of the client's own keys; keys that the assertion itself carries or names are never used. */
export const checkAssertionSignature = defineCheck({
  name: 'check-assertion-signature',
  clauses: ['RFC7523-3', 'RFC8725-3.10', 'FAPI2-SP-FINAL-5.4.3'],
  hint: 'Sign with the private part of a key in the client’s jwks or jwks_uri, and put that key’s kid into the header.',
  async check(jws: CompactJws, keys: readonly PublicJwk[], algorithms: readonly string[]): Promise<void> {
    const { kid, alg } = jws.header
    const candidates = selectKeys(keys, { kid, alg })
    const evidence = {
      expected: words`a key of the client`,
      received: excerptClaim(`alg ${alg}, ${kid === undefined ? 'no kid' : `kid ${kid}`}`),
    }
    if (candidates.length === 0) throw invalidClient('the client has no key for this assertion', evidence)
    try {
      await verifyJws(jws, { keys: candidates, algorithms })
    } catch (error) {
      throw error instanceof JwsError ? invalidClient('the signature of the client assertion does not verify', evidence) : error
    }
  },
})
