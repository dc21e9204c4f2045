/** What this server can sign with: OpenID Connect's default, and FAPI 2.0's three. */
export const signingAlgorithms = ['ES256', 'PS256', 'RS256', 'EdDSA'] as const
/** Ed25519, the other registered name, is kept as EdDSA. */
export type SigningAlgorithm = (typeof signingAlgorithms)[number]
