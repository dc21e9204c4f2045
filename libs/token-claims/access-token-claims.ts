import { enforces } from '../checks/enforces'
import type { EpochSeconds } from '../time/epoch-seconds'

enforces('RFC9068-2.2', 'RFC9449-6.1', 'RFC9068-2.2.1')

export interface AccessTokenFacts {
  readonly issuer: string
  readonly clientId: string
  /** The person, or the client itself where there is none. */
  readonly sub: string
  readonly audience: readonly string[]
  readonly scopes: readonly string[]
  readonly jti: string
  readonly now: EpochSeconds
  readonly lifetimeSeconds: number
  /** The thumbprint of the key that it is bound to. */
  readonly jkt?: string | undefined
  /** What it says of the person (RFC 9068 §2.2.3). What the protocol says wins. */
  readonly claims?: Readonly<Record<string, unknown>>
  /** The grant that it came of, and the login behind it. */
  readonly grant?:
    { readonly id: string; readonly authTime: EpochSeconds; readonly acr: string; readonly amr: readonly string[] } | undefined
}

/**
 * The claims of an access token.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9068#section-2.2
 */
export function toAccessTokenClaims(facts: AccessTokenFacts): Record<string, unknown> {
  const { issuer, clientId, sub, audience, scopes, jti, now, lifetimeSeconds, jkt, grant, claims } = facts
  return {
    ...claims,
    iss: issuer,
    sub,
    aud: audience.length === 1 ? audience[0] : audience,
    client_id: clientId,
    ...(scopes.length > 0 && { scope: scopes.join(' ') }),
    jti,
    iat: now,
    exp: now + lifetimeSeconds,
    ...(jkt !== undefined && { cnf: { jkt } }),
    ...(grant && { grant_id: grant.id, auth_time: grant.authTime, acr: grant.acr, amr: grant.amr }),
  }
}
