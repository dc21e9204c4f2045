import { hash } from 'node:crypto'
import { enforces } from '../checks/enforces'
import type { PublicJwk } from './public-jwk'

enforces('RFC7638-3', 'RFC7638-3.1', 'RFC7638-3.2')

// RFC 7638 §3.2 and RFC 8037 §2: the required members alone, in the order of their names.
function requiredMembers({ kty, crv, x, y, n, e }: PublicJwk): object {
  if (kty === 'EC') return { crv, kty, x, y }
  return kty === 'RSA' ? { e, kty, n } : { crv, kty, x }
}

/**
 * The SHA-256 thumbprint of a public key, base64url: the name that DPoP binds tokens to.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7638#section-3
 */
export const jwkThumbprint = (jwk: PublicJwk): string => hash('sha256', JSON.stringify(requiredMembers(jwk)), 'base64url')
