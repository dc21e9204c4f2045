import { enforces } from '../checks/enforces'
import type { EpochSeconds } from '../time/epoch-seconds'

enforces('OIDCC-2')

export interface IdTokenFacts {
  readonly issuer: string
  readonly clientId: string
  readonly sub: string
  /** The session, for clients that take part in logouts. */
  readonly sid?: string | undefined
  readonly authTime: EpochSeconds
  readonly acr: string
  readonly amr: readonly string[]
  readonly now: EpochSeconds
  readonly lifetimeSeconds: number
  readonly nonce?: string | undefined
  readonly accessTokenHash?: string | undefined
  /** Claims about the person that were asked for by name. */
  readonly claims: Readonly<Record<string, unknown>>
}

/**
 * The claims of an ID token. What the protocol says always wins over what the account says.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html#IDToken
 */
export function toIdTokenClaims(facts: IdTokenFacts): Record<string, unknown> {
  const { issuer, clientId, sub, sid, authTime, acr, amr, now, lifetimeSeconds, nonce, accessTokenHash, claims } = facts
  return {
    ...claims,
    iss: issuer,
    sub,
    aud: clientId,
    iat: now,
    exp: now + lifetimeSeconds,
    auth_time: authTime,
    acr,
    amr,
    ...(sid !== undefined && { sid }),
    ...(nonce !== undefined && { nonce }),
    ...(accessTokenHash !== undefined && { at_hash: accessTokenHash }),
  }
}
