import type { PublicJwk } from '../jwk/public-jwk'
import type { EpochSeconds } from '../time/epoch-seconds'

/** What a client assertion is measured against. */
export interface AssertionRules {
  readonly clientId: string
  readonly issuer: string
  /** Endpoints that may be the audience in the issuer's place, be it in a list of one; none unless told. */
  readonly endpoints?: readonly string[]
  /** The client's own public keys. */
  readonly keys: readonly PublicJwk[]
  /** The algorithms that this client may sign with: its registered one, or the profile's list. */
  readonly algorithms: readonly string[]
  readonly now: EpochSeconds
  /** How far behind ours the client's clock may be when exp is compared: 10 unless told. */
  readonly clockSkewSeconds?: number
  /** How far ahead exp may lie, and how old iat may be. */
  readonly maxLifetimeSeconds: number
}
