/** What a JWT is for; each kind has its own words for its claims. */
export type JwtKind = 'DPoP proof' | 'client assertion' | 'access token' | 'ID token'
