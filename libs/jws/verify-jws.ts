import { enforces } from '../checks/enforces'
import { acceptsAlgorithm, algorithmFitsKey } from '../jwk/algorithms'
import { importPublicKey } from '../jwk/import-public-key'
import { JwkError } from '../jwk/public-jwk'
import type { PublicJwk } from '../jwk/public-jwk'
import { JwsError } from './jws-error'
import { parseCompactJws } from './parse-compact-jws'
import type { CompactJws, JwsHeader } from './parse-compact-jws'
import { verifySignature } from './verify-signature'

enforces('RFC8725-3.10', 'FAPI2-SP-FINAL-5.4.1-1.1', 'FAPI2-SP-FINAL-5.4.1-1.3', 'FAPI2-SP-FINAL-5.4.2-2')

export interface JwsVerification {
  /** The keys that may have signed, chosen by the caller; a key in the token's own header is never looked at. */
  readonly keys: readonly PublicJwk[]
  readonly algorithms: readonly string[]
}

export interface VerifiedJws {
  readonly header: JwsHeader
  readonly payload: Readonly<Record<string, unknown>>
  /** The one of the keys that the signature verified with. */
  readonly key: PublicJwk
}

function signedBy({ header, signingInput, signature }: CompactJws, key: PublicJwk): boolean {
  try {
    return verifySignature(header.alg, importPublicKey(key), signingInput, signature)
  } catch (error) {
    // An unfit key in a set proves nothing and spoils nothing (RFC 7517 §5).
    if (error instanceof JwkError) return false
    throw error
  }
}

/**
 * Verifies a signed token with one of the keys: its algorithm is on the list and fits the key, and the signature holds.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7515#section-5.2
 * @throws JwsError why it does not
 */
export async function verifyJws(token: string | CompactJws, { keys, algorithms }: JwsVerification): Promise<VerifiedJws> {
  const jws = typeof token === 'string' ? parseCompactJws(token) : token
  const { header, payload } = jws
  if (!acceptsAlgorithm(algorithms, header.alg)) throw new JwsError('the algorithm is not accepted')
  const candidates = keys.filter((key) => algorithmFitsKey(header.alg, key))
  if (candidates.length === 0) throw new JwsError('no key fits the token')
  const key = candidates.find((candidate) => signedBy(jws, candidate))
  if (!key) throw new JwsError('the signature does not verify')
  return { header, payload, key }
}
