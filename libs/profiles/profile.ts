import type { SigningAlgorithm } from '../jws/signing-algorithms'

/** What a security profile says about all of its clients. */
export interface Profile {
  /** What client assertions and ID tokens may be signed with. */
  readonly signingAlgorithms: readonly SigningAlgorithm[]
  /** What ID tokens are signed with where the client registered nothing. */
  readonly idTokenAlgorithm: SigningAlgorithm
  /** Whether a client assertion may be made for an endpoint, be it in a list of one, and live an hour (OIDC Core §9), or for the issuer alone. */
  readonly acceptsEndpointAudience: boolean
  readonly requiresPkce: boolean
  readonly rotatesRefreshTokens: boolean
  /** Upper bound for an authorization code's life, in seconds. */
  readonly maxCodeLifetimeSeconds: number
}
