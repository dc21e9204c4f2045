import * as client from 'openid-client'
import { toRefreshedTokens } from '../tour/to-tokens'
import type { SignedIn } from './action'

/** Exchanges the refresh token for a new access token. */
export async function refresh({ tour, party: { config, DPoP }, tokens, settings }: SignedIn): Promise<void> {
  if (tokens.refreshToken === undefined) throw new Error('the server gave no refresh token')
  const response = await client.refreshTokenGrant(config, tokens.refreshToken, undefined, DPoP && { DPoP })
  tour.tokens = toRefreshedTokens(response, settings.now(), tokens)
}
