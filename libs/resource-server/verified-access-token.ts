import type { EpochSeconds } from '../time/epoch-seconds'

/** An access token that this resource server may trust, and what it says. */
export interface VerifiedAccessToken {
  /** The person, or the client itself where there is none. */
  readonly sub: string
  readonly clientId: string
  readonly scopes: readonly string[]
  readonly jti: string
  readonly issuedAt: EpochSeconds
  readonly expiresAt: EpochSeconds
  /** The thumbprint of the key that it is bound to; undefined for a bearer token. */
  readonly jkt: string | undefined
  /** All claims, as they were signed. */
  readonly claims: Readonly<Record<string, unknown>>
}
