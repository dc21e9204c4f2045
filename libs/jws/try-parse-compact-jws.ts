import { JwsError } from './jws-error'
import { parseCompactJws, parseJwsHeader } from './parse-compact-jws'
import type { CompactJws, JwsHeader } from './parse-compact-jws'

function attempt<Result>(parse: () => Result): Result | undefined {
  try {
    return parse()
  } catch (error) {
    if (error instanceof JwsError) return undefined
    throw error
  }
}

/** A compact JWS taken apart, or undefined where it is none: for a look at what will be verified, or refused with its reason, later. */
export const tryParseCompactJws = (token: string): CompactJws | undefined => attempt(() => parseCompactJws(token))

/** The same for the header alone, whatever follows it. */
export const tryParseJwsHeader = (token: string): JwsHeader | undefined => attempt(() => parseJwsHeader(token))
