import * as client from 'openid-client'
import type { Party, PendingAuthorization } from './tour'

type TokenResponse = client.TokenEndpointResponse & client.TokenEndpointResponseHelpers

/** Judges the answer that the browser brings (state, iss), and exchanges its code for tokens, whose nonce, signature and times are judged too. */
export async function redeemCode({ config, DPoP }: Party, pending: PendingAuthorization, callback: URL): Promise<TokenResponse> {
  const checks = { pkceCodeVerifier: pending.verifier, expectedState: pending.state, expectedNonce: pending.nonce, idTokenExpected: true }
  return client.authorizationCodeGrant(config, callback, checks, undefined, DPoP && { DPoP })
}
