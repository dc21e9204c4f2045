import type { Profile } from './profile'

/** OpenID Connect Core with the security of RFC 9700: what holds for every client that asks for nothing stricter. */
export const oidc: Profile = Object.freeze({
  signingAlgorithms: Object.freeze(['RS256', 'PS256', 'ES256', 'EdDSA'] as const),
  idTokenAlgorithm: 'RS256',
  acceptsEndpointAudience: true,
  requiresPkce: false,
  rotatesRefreshTokens: true,
  maxCodeLifetimeSeconds: 60,
})
