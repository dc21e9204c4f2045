// The protocol: openid-client makes each request and checks each answer.
import * as client from 'openid-client'

const scope = 'openid profile email'

/** Reads the server's metadata once, when the application starts. */
export async function connect(issuer, clientId, secret) {
  const onThisMachine = issuer.startsWith('http:') ? [client.allowInsecureRequests] : []
  return client.discovery(new URL(issuer), clientId, undefined, client.ClientSecretBasic(secret), { execute: onThisMachine })
}

/** The address that the browser is sent to, and what its answer must match. */
export async function beginLogin({ config, origin }) {
  const pending = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() }
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: `${origin}/callback`,
    scope,
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: 'S256',
  })
  return { url, pending }
}

/** Exchanges the code for tokens and asks who the person is. Throws unless state, iss, nonce and the ID token are right. */
export async function finishLogin({ config }, callback, { state, nonce, verifier }) {
  const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true }
  const tokens = await client.authorizationCodeGrant(config, callback, checks)
  return { ...keep(tokens), person: await client.fetchUserInfo(config, tokens.access_token, tokens.claims().sub) }
}

/** New tokens without the person. The refresh token is replaced each time. */
export async function refresh({ config }, signedIn) {
  return { ...signedIn, ...keep(await client.refreshTokenGrant(config, signedIn.refreshToken)) }
}

/** Where to send the browser when the person signs out, once the application's own session has ended. */
export const logOutUrl = ({ config, origin }, { idToken }) =>
  client.buildEndSessionUrl(config, { id_token_hint: idToken, post_logout_redirect_uri: `${origin}/` })

const keep = (tokens) => ({
  idToken: tokens.id_token,
  accessToken: tokens.access_token,
  refreshToken: tokens.refresh_token,
  expiresAt: Date.now() + (tokens.expiresIn() ?? 0) * 1000,
})

/** What a failure means, in a sentence: the server's refusal, or what openid-client found wrong. */
export const explain = ({ error, error_description: description, message }) =>
  error === undefined ? message : [error, description].filter(Boolean).join(': ')
