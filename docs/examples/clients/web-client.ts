import * as client from 'openid-client'

const redirect_uri = 'https://shop.example.com/callback'

/** Reads where the server's endpoints are: once, when the application starts. */
export async function connect(issuer: string, secret: string): Promise<client.Configuration> {
  const onThisMachine = issuer.startsWith('http:') ? [client.allowInsecureRequests] : []
  return client.discovery(new URL(issuer), 'shop', undefined, client.ClientSecretBasic(secret), { execute: onThisMachine })
}

/** What the browser's session keeps until the answer comes. */
export interface Pending {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** Makes the address that the browser is sent to. */
export async function beginLogin(config: client.Configuration): Promise<{ url: URL; pending: Pending }> {
  const [state, nonce, verifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()]
  const code_challenge = await client.calculatePKCECodeChallenge(verifier)
  const request = { redirect_uri, scope: 'openid profile email', state, nonce, code_challenge, code_challenge_method: 'S256' }
  return { url: client.buildAuthorizationUrl(config, request), pending: { state, nonce, verifier } }
}

/** Exchanges the code; throws unless state, iss, nonce and the ID token are as they should be. */
export async function finishLogin(config: client.Configuration, callback: URL, { state, nonce, verifier }: Pending) {
  const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true }
  return client.authorizationCodeGrant(config, callback, checks)
}

/** New tokens without the person. The refresh token is new, too: keep it in place of the old one. */
export const refresh = async (config: client.Configuration, refreshToken: string) => client.refreshTokenGrant(config, refreshToken)

/** Where to send the browser when the person signs out, once the own session has ended. */
export const logOutUrl = (config: client.Configuration, idToken: string): URL =>
  client.buildEndSessionUrl(config, { id_token_hint: idToken, post_logout_redirect_uri: 'https://shop.example.com/' })
