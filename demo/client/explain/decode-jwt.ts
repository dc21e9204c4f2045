import { tryParseCompactJws } from '#libs/jws/try-parse-compact-jws'
import { explainClaim, explainSignature } from './claim-texts'
import type { JwtKind } from './jwt-kind'

/** A header or claim with its meaning. */
export interface ExplainedClaim {
  readonly name: string
  readonly value: string
  readonly meaning: string
}

/** A JWT as the page shows it: as it was sent, and taken apart. */
export interface DecodedJwt {
  readonly kind: JwtKind
  /** The three parts, without their dots. */
  readonly parts: readonly string[]
  readonly header: readonly ExplainedClaim[]
  readonly payload: readonly ExplainedClaim[]
  /** Whose signature it is, and who can check it. */
  readonly signature: string
}

const times: ReadonlySet<string> = new Set(['iat', 'nbf', 'exp', 'auth_time', 'updated_at'])
const lastSecond = 8_640_000_000_000

function show(name: string, value: unknown): string {
  if (times.has(name) && typeof value === 'number' && Math.abs(value) < lastSecond)
    return `${value} (${new Date(value * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC)`
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const explain = (kind: JwtKind, members: Readonly<Record<string, unknown>>): readonly ExplainedClaim[] =>
  Object.entries(members).map(([name, value]) => ({ name, value: show(name, value), meaning: explainClaim(kind, name) }))

/** Takes a JWT apart for a look, without verifying it; undefined where it is none. */
export function decodeJwt(kind: JwtKind, token: string): DecodedJwt | undefined {
  const jws = tryParseCompactJws(token)
  if (!jws) return undefined
  const [header, payload] = [explain(kind, jws.header), explain(kind, jws.payload)]
  return { kind, parts: token.split('.'), header, payload, signature: explainSignature(kind) }
}
