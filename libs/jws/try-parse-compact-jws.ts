import { JwsError } from './jws-error'
import { parseCompactJws } from './parse-compact-jws'
import type { CompactJws } from './parse-compact-jws'

/** A compact JWS taken apart, or undefined where it is none: for a look at what will be verified, or refused with its reason, later. */
export function tryParseCompactJws(token: string): CompactJws | undefined {
  try {
    return parseCompactJws(token)
  } catch (error) {
    if (error instanceof JwsError) return undefined
    throw error
  }
}
