import type { ScopesByResource } from '#libs/authorization/authorization'
import type { ClaimsRequest } from '#libs/authorization-request/claims-request'
import type { EpochSeconds } from '#libs/time/epoch-seconds'

/** What a person allowed a client, and the login it rests on. */
export interface Grant {
  readonly id: string
  readonly clientId: string
  readonly sub: string
  /** The session it was made in (OpenID Connect Front-Channel Logout §3, sid). */
  readonly sid: string
  readonly scopes: readonly string[]
  /** Whom its access tokens may be for. */
  readonly resources: readonly string[]
  /** The scopes that count at each resource; undefined in grants of before this was written down. */
  readonly allowed: ScopesByResource | undefined
  readonly claims: ClaimsRequest | undefined
  /** Lives on after its session, because offline_access was granted. */
  readonly offline: boolean
  readonly authTime: EpochSeconds
  readonly acr: string
  readonly amr: readonly string[]
  readonly createdAt: EpochSeconds
  readonly expiresAt: EpochSeconds
  readonly flowId: string
}
