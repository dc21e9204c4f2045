import type { EpochSeconds } from '#libs/time/epoch-seconds'

/** What the demo API has to know: where it is, whom it trusts, and as whom it asks the server. */
export interface ApiSettings {
  /** The address that clients use, and the resource identifier of its tokens: proofs are made for it, whatever the Host header says. */
  readonly origin: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly now: () => EpochSeconds
}
