import { createPublicKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { checkJwkMembers } from './check-jwk-members'
import { jwkThumbprint } from './jwk-thumbprint'
import { JwkError } from './public-jwk'
import type { PublicJwk } from './public-jwk'

const maxRecentKeys = 1000
const importedKeys = new WeakMap<PublicJwk, KeyObject>()
const recentKeys = new Map<string, KeyObject>()

function importMembers(jwk: PublicJwk): KeyObject {
  try {
    return createPublicKey({ key: { ...jwk }, format: 'jwk' })
  } catch {
    // The library's own error may quote the key.
    throw new JwkError('the key is not a valid point or number')
  }
}

/** The newest keys by thumbprint: a DPoP key comes as a new object with each proof. Who floods this costs the others some time only. */
function recentKey(jwk: PublicJwk): KeyObject {
  const thumbprint = jwkThumbprint(jwk)
  const known = recentKeys.get(thumbprint)
  if (known) return known
  const key = importMembers(jwk)
  const [oldest] = recentKeys.size >= maxRecentKeys ? recentKeys.keys() : []
  if (oldest !== undefined) recentKeys.delete(oldest)
  recentKeys.set(thumbprint, key)
  return key
}

/**
 * The key of a JWK, checked and ready to verify with; remembered for as long as the JWK object lives.
 *
 * @throws JwkError what makes the key unfit
 */
export function importPublicKey(jwk: PublicJwk): KeyObject {
  const known = importedKeys.get(jwk)
  if (known) return known
  checkJwkMembers(jwk)
  const key = recentKey(jwk)
  importedKeys.set(jwk, key)
  return key
}
