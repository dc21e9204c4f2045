import type { EpochSeconds } from '#libs/time/epoch-seconds'

/** What a client asks for, or a person on their own, when a session is to end; it travels sealed from page to page. */
export interface LogoutRequest {
  /** The client that a valid id_token_hint, or client_id alone, names. */
  readonly clientId: string | undefined
  /** Where to go afterwards: registered for the client that the hint or client_id names. */
  readonly redirectUri: string | undefined
  readonly state: string | undefined
  /** The languages that the client asks for, until the person chooses one. */
  readonly uiLocales?: string | undefined
  /** The session that the hint speaks of. */
  readonly hintedSid: string | undefined
  /** The browser that the page was made for. */
  readonly browser?: string
  /** The session that the page asks about. */
  readonly sid?: string
  readonly expiresAt: EpochSeconds
  readonly flowId: string
}
