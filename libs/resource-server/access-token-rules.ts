import type { AccessTokenType } from '../token-claims/access-token-format'
import type { PublicJwk } from '../jwk/public-jwk'
import type { EpochSeconds } from '../time/epoch-seconds'

/** What an access token is measured against. */
export interface AccessTokenRules {
  /** The authorization server's issuer, letter by letter. */
  readonly issuer: string
  /** This resource server's own identifier, which aud must hold. */
  readonly audience: string
  /** The issuer's keys, from its jwks_uri. */
  readonly keys: readonly PublicJwk[]
  /** The types that its access tokens may have; `at+jwt` unless told. */
  readonly types?: readonly AccessTokenType[]
  /** What the issuer may sign with; ES256, PS256 and EdDSA unless told. */
  readonly algorithms?: readonly string[]
  readonly now: EpochSeconds
  /** How far the clocks of issuer and resource server may differ; 10 unless told. */
  readonly clockSkewSeconds?: number
}
