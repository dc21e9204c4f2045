import { enforces } from '../checks/enforces'
import { algorithmFitsKey } from './algorithms'
import type { PublicJwk } from './public-jwk'

enforces('RFC7517-4.2', 'RFC8725-3.10', 'FAPI2-SP-FINAL-5.4.3')

const maxCandidates = 10

const mayVerify = ({ use, key_ops: operations }: PublicJwk): boolean =>
  use !== 'enc' && (!Array.isArray(operations) || operations.includes('verify'))

/**
 * The keys of one client that may have made a signature: those with its kid, else all that fit, ten at most.
 *
 * @see https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.4.3
 */
export function selectKeys(
  keys: readonly PublicJwk[],
  { kid, alg }: { readonly kid?: string | undefined; readonly alg: string },
): readonly PublicJwk[] {
  return keys
    .filter((key) => (kid === undefined || key.kid === kid) && mayVerify(key) && algorithmFitsKey(alg, key))
    .slice(0, maxCandidates)
}
