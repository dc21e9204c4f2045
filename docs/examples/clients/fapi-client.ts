import type { webcrypto } from 'node:crypto'
import * as client from 'openid-client'

const redirect_uri = 'https://payments.example.com/callback'
const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' }

/** Proves the client by its private key: the public half is in the seed, or at the client's jwks_uri. */
export async function connect(issuer: string, jwk: webcrypto.JsonWebKey & { kid: string }): Promise<client.Configuration> {
  const key = await crypto.subtle.importKey('jwk', jwk, ecdsa, false, ['sign'])
  const onThisMachine = issuer.startsWith('http:') ? [client.allowInsecureRequests] : []
  const authentication = client.PrivateKeyJwt({ key, kid: jwk.kid })
  return client.discovery(new URL(issuer), 'payments-app', undefined, authentication, { execute: onThisMachine })
}

/** The key that a person's tokens are bound to. It need not outlive the session. */
export const makeProofKey = async (config: client.Configuration): Promise<client.DPoPHandle> =>
  client.getDPoPHandle(config, await client.randomDPoPKeyPair('ES256'))

/** What the browser's session keeps until the answer comes, beside the key. */
export interface Pending {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** Pushes the request, and makes the address that the browser is sent to within 90 seconds. */
export async function beginLogin(config: client.Configuration, DPoP: client.DPoPHandle): Promise<{ url: URL; pending: Pending }> {
  const [state, nonce, verifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()]
  const challenge = { code_challenge: await client.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' }
  const request = { redirect_uri, scope: 'openid payments offline_access', state, nonce, ...challenge }
  return { url: await client.buildAuthorizationUrlWithPAR(config, request, { DPoP }), pending: { state, nonce, verifier } }
}

/** Exchanges the code for tokens that are bound to the key. */
export async function finishLogin(config: client.Configuration, callback: URL, pending: Pending, DPoP: client.DPoPHandle) {
  const { state, nonce, verifier } = pending
  const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true }
  return client.authorizationCodeGrant(config, callback, checks, undefined, { DPoP })
}

/** New tokens without the person; the refresh token stays the same. */
export const refresh = async (config: client.Configuration, refreshToken: string, DPoP: client.DPoPHandle) =>
  client.refreshTokenGrant(config, refreshToken, undefined, { DPoP })

/** Asks an API, with a proof made for this very request. */
export const callApi = async (config: client.Configuration, accessToken: string, url: URL, DPoP: client.DPoPHandle) =>
  client.fetchProtectedResource(config, accessToken, url, 'GET', undefined, undefined, { DPoP })

/** Ends the grant and all its tokens. */
export const revoke = async (config: client.Configuration, refreshToken: string) => client.tokenRevocation(config, refreshToken)
