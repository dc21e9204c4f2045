import { enforces } from '../checks/enforces'
import { checkPublicJwk } from './check-public-jwk'
import { isRecord } from './is-record'
import { JwkError } from './public-jwk'
import type { PublicJwk } from './public-jwk'

enforces('RFC7517-5')

function isUsable(key: unknown): key is PublicJwk {
  try {
    checkPublicJwk(key)
    return true
  } catch (error) {
    if (error instanceof JwkError) return false
    throw error
  }
}

/**
 * The keys of a fetched set that we can verify with; others (another curve, another use) belong to somebody else and are passed over.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7517#section-5
 * @throws JwkError when it is no key set at all
 */
export function usableKeys(jwks: unknown): readonly PublicJwk[] {
  const keys = isRecord(jwks) ? jwks['keys'] : undefined
  if (!Array.isArray(keys)) throw new JwkError('a key set must be a JSON object with an array keys')
  return keys.filter(isUsable)
}
