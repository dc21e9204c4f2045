import { enforces } from '../checks/enforces'
import { JwsError } from './jws-error'

enforces('RFC7519-2', 'RFC7519-4.1')

type Claims = Readonly<Record<string, unknown>>

/**
 * A claim that is a string where it is present; null is not absence.
 *
 * @throws JwsError where it is present and anything else
 */
export function stringClaim(claims: Claims, name: string): string | undefined {
  const value = Object.hasOwn(claims, name) ? claims[name] : undefined
  if (value !== undefined && typeof value !== 'string') throw new JwsError(`${name} must be a string`)
  return value
}

/**
 * A time in a token, in seconds since 1970, where it is present; a fraction is allowed, as RFC 7519 §2 does.
 *
 * @throws JwsError where it is present and not a finite number
 */
export function timeClaim(claims: Claims, name: string): number | undefined {
  const value = Object.hasOwn(claims, name) ? claims[name] : undefined
  if (value === undefined) return undefined
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new JwsError(`${name} must be a number of seconds`)
  return value
}
