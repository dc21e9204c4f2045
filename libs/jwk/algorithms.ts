import { enforces } from '../checks/enforces'
import type { PublicJwk } from './public-jwk'

enforces('RFC8725-3.1', 'RFC9864-2.2')

/**
 * The signature algorithms that FAPI 2.0 allows, EdDSA with Ed25519 alone.
 *
 * @see https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.4.1
 */
export const fapiAlgorithms = ['PS256', 'ES256', 'EdDSA'] as const

/** One name for one algorithm: Ed25519 (RFC 9864) is what we call EdDSA. */
export const canonicalAlgorithm = (alg: string): string => (alg === 'Ed25519' ? 'EdDSA' : alg)

/** Whether a list of accepted algorithms holds this one, by either of its names. */
export const acceptsAlgorithm = (algorithms: readonly string[], alg: string): boolean =>
  algorithms.some((accepted) => canonicalAlgorithm(accepted) === canonicalAlgorithm(alg))

const keyTypes: ReadonlyMap<string, string> = new Map([
  ['ES256', 'EC P-256'],
  ['EdDSA', 'OKP Ed25519'],
  ['PS256', 'RSA'],
  ['RS256', 'RSA'],
])

/** Key type and curve in one word, as the table above names them. */
export const keyTypeOf = ({ kty = '', crv }: PublicJwk): string => (crv === undefined ? kty : `${kty} ${crv}`)

/**
 * Whether a signature of this algorithm can be checked with this key: type, curve, and the key's own alg where it names one.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8725#section-3.1
 */
export function algorithmFitsKey(alg: string, jwk: PublicJwk): boolean {
  const name = canonicalAlgorithm(alg)
  return keyTypes.get(name) === keyTypeOf(jwk) && (jwk.alg === undefined || canonicalAlgorithm(jwk.alg) === name)
}
