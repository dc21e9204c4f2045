import type { EpochSeconds } from '#libs/time/epoch-seconds'

/** A login as it has just happened. */
export interface Login {
  readonly sub: string
  /** What the login amounts to (OpenID Connect Core §2, acr). */
  readonly acr: string
  /** How it was done (RFC 8176). */
  readonly amr: readonly string[]
  /** The interaction in which it happened; none when no client asked for it. */
  readonly interactionId: string | null
  /** The browser's name, for its person. */
  readonly browser?: string | undefined
  /** The mark that the browser is known by. */
  readonly browserMark?: string | undefined
  /** The network that it came from. */
  readonly network?: string | undefined
}

/** A browser in which a person is logged in. */
export interface Session {
  readonly sid: string
  readonly sub: string
  readonly acr: string
  readonly amr: readonly string[]
  readonly interactionId: string | null
  readonly browser: string | null
  readonly browserMark: string | null
  readonly network: string | null
  readonly authTime: EpochSeconds
  readonly lastUsedAt: EpochSeconds | null
  /** The flow in which the person logged in; its end belongs to it too. */
  readonly flowId: string
  readonly idleExpiresAt: EpochSeconds
  readonly expiresAt: EpochSeconds
}
