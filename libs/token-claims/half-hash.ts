import { createHash } from 'node:crypto'
import { enforces } from '../checks/enforces'

enforces('OIDCC-3.1.3.6')

const digests: Readonly<Record<string, string>> = { EdDSA: 'sha512' }

/**
 * The left half of a token's hash, as at_hash and c_hash have it; the hash is the one of the ID token's signature algorithm.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html#CodeIDToken
 */
export function halfHash(algorithm: string, token: string): string {
  const digest = createHash(digests[algorithm] ?? 'sha256')
    .update(token, 'ascii')
    .digest()
  return digest.subarray(0, digest.length / 2).toString('base64url')
}
