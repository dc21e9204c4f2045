import type { RequestReference } from '#protocol/authorization/proven-request'
import type { EpochSeconds } from '#libs/time/epoch-seconds'

/**
 * What a browser does from the authorization request to the redirect back. It has no row: all of it travels, sealed, in its own handle.
 */
export interface Interaction {
  readonly id: string
  readonly clientId: string
  readonly request: RequestReference
  readonly startedAt: EpochSeconds
  readonly expiresAt: EpochSeconds
  readonly flowId: string
  /** Which browser it belongs to. */
  readonly browser: string
  /** The person wants to be somebody else: only a login in this interaction will do. */
  readonly wantsLogin?: boolean
  /** The person has to be somebody else: whoever has signed in so far will not do. */
  readonly wantsOther?: boolean
  /** The account that was chosen on purpose. */
  readonly chosenSub?: string
  /** The language that was chosen on one of its pages. */
  readonly language?: string
  /** What the consent page showed, and to whom: a digest. */
  readonly consentShown?: string
}
