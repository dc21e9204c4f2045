import type { EpochSeconds } from '#libs/time/epoch-seconds'

/** What a client asks for, or a person on their own, when a session is to end; it travels sealed from page to page. */
export interface LogoutRequest {
  /** The client that a valid id_token_hint, or client_id alone, names. */
  readonly clientId: string | undefined
  /** Where to go afterwards: there only with a valid hint, and registered. */
  readonly redirectUri: string | undefined
  readonly state: string | undefined
  /** The languages that the client asks for, until the person chooses one. */
  readonly uiLocales?: string | undefined
  /** The session that the hint speaks of. */
  readonly hintedSid: string | undefined
  /** The session that the page asks about. */
  readonly sid?: string
  readonly expiresAt: EpochSeconds
  readonly flowId: string
}
