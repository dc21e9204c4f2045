import { checkPublicJwk } from './check-public-jwk'
import { jwkThumbprint } from './jwk-thumbprint'
import { JwkError } from './public-jwk'
import type { PublicJwk } from './public-jwk'

function checkKey(key: unknown, index: number): asserts key is PublicJwk {
  try {
    checkPublicJwk(key)
  } catch (error) {
    throw error instanceof JwkError ? new JwkError(`jwks.keys[${index}]: ${error.message}`) : error
  }
}

function checkDistinct(keys: readonly PublicJwk[]): void {
  const seen = new Set<string>()
  for (const [index, key] of keys.entries()) {
    const { kid, kty, use, alg } = key
    // Two keys may have the same kid only if their type, use or alg differ (FAPI 2.0 SP 5.4.3).
    const names = [
      JSON.stringify(['key', jwkThumbprint(key), kid, use, alg]),
      ...(kid === undefined ? [] : [JSON.stringify(['kid', kid, kty, use, alg])]),
    ]
    if (names.some((name) => seen.has(name))) throw new JwkError(`jwks.keys[${index}]: the key or its kid stands twice`)
    for (const name of names) seen.add(name)
  }
}

/**
 * Checks the key set that a client registers: public keys that we can use, each told apart from the others.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7591#section-2
 * @throws JwkError which key is wrong, and why
 */
export function checkClientJwks(jwks: unknown): asserts jwks is { readonly keys: readonly PublicJwk[] } {
  const keys: unknown = typeof jwks === 'object' && jwks !== null && 'keys' in jwks ? jwks.keys : undefined
  if (!Array.isArray(keys)) throw new JwkError('jwks must be a JSON object with an array keys')
  if (keys.length === 0) throw new JwkError('jwks.keys must hold at least one key')
  keys.forEach(checkKey)
  checkDistinct(keys as readonly PublicJwk[])
}
