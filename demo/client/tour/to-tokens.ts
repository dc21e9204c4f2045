import type { TokenEndpointResponse, TokenEndpointResponseHelpers } from 'openid-client'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import type { Tokens } from './tour'

type TokenResponse = TokenEndpointResponse & TokenEndpointResponseHelpers

/** The tokens of a login: every one of them has an ID token. */
export function toTokens(response: TokenResponse, now: EpochSeconds): Tokens {
  const [claims, idToken] = [response.claims(), response.id_token]
  if (!claims || idToken === undefined) throw new Error('the server gave no ID token')
  const { access_token: accessToken, refresh_token: refreshToken } = response
  return { accessToken, refreshToken, idToken, claims, expiresAt: now + (response.expiresIn() ?? 0) }
}

/** The tokens after a refresh; what its response leaves out stays as it was. */
export const toRefreshedTokens = (response: TokenResponse, now: EpochSeconds, previous: Tokens): Tokens => ({
  accessToken: response.access_token,
  refreshToken: response.refresh_token ?? previous.refreshToken,
  idToken: response.id_token ?? previous.idToken,
  claims: response.claims() ?? previous.claims,
  expiresAt: now + (response.expiresIn() ?? 0),
})
