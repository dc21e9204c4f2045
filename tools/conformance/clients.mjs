// The clients that the suite plays. Each knows both halves: what the server registers (seed) and what the suite is told (suite).
import { newSecret, newSigningKey, publicHalf } from './keys.mjs'

const identity = 'openid profile email address phone offline_access'
const codeGrants = { grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'] }

/** The two addresses that every plan uses; the second shows whether a query is kept. */
const callbacks = (base) => ({ redirect_uris: [`${base}/callback`, `${base}/callback?dummy1=lorem&dummy2=ipsum`] })

const nameOf = (clientId) => ({ client_id: clientId, client_name: `Conformance suite ${clientId}` })

/** What a client that signs its assertions by a new key registers, and the key. */
function signing(alg) {
  const key = newSigningKey(alg)
  const metadata = {
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: alg,
    jwks: { keys: [publicHalf(key)] },
  }
  return { key, metadata }
}

function fapiClient(clientId, alg, { scope, ...others }) {
  const { key, metadata } = signing(alg)
  return {
    seed: { ...nameOf(clientId), security_profile: 'fapi2', ...metadata, id_token_signed_response_alg: alg, scope, ...others },
    suite: { client_id: clientId, scope, jwks: { keys: [key] }, dpop_signing_alg: alg },
  }
}

function secretClient(clientId, method, metadata) {
  const secret = newSecret()
  return {
    seed: { ...nameOf(clientId), client_secret: secret, token_endpoint_auth_method: method, ...metadata },
    suite: { client_id: clientId, client_secret: secret },
  }
}

/** A client of the OpenID Connect plans that authenticates by the method. */
function oidcClient(clientId, method, metadata) {
  const registered = { ...codeGrants, scope: identity, ...metadata }
  if (method !== 'private_key_jwt') return secretClient(clientId, method, registered)
  const { key, metadata: keyed } = signing('RS256')
  return { seed: { ...nameOf(clientId), ...keyed, ...registered }, suite: { client_id: clientId, jwks: { keys: [key] } } }
}

/** The protected resource of the plans without OpenID: it asks the server whether tokens are good. */
export function newResourceServer(resource) {
  const secret = newSecret()
  const registered = {
    client_id: 'resource-server',
    client_secret: secret,
    token_endpoint_auth_method: 'client_secret_basic',
    grant_types: [],
    resources: [resource],
  }
  return { seed: registered, secret }
}

const pairOf = (name, make) => Object.fromEntries([`${name}-1`, `${name}-2`].map((clientId) => [clientId, make(clientId)]))

function fapiClients(base, alg) {
  const code = { ...callbacks(base), ...codeGrants }
  const machine = { grant_types: ['client_credentials'], scope: 'accounts' }
  return {
    ...pairOf('fapi', (id) => fapiClient(id, alg, { ...code, scope: `${identity} accounts` })),
    ...pairOf('fapi-plain', (id) => fapiClient(id, alg, { ...code, scope: 'accounts' })),
    ...pairOf('fapi-cc', (id) => fapiClient(id, alg, machine)),
  }
}

/** An application that is told of logouts by the back channel breaks modules that do not expect it: each logout plan has clients of its own. */
function oidcClients(base, method) {
  const usual = callbacks(base)
  const leaving = { ...usual, post_logout_redirect_uris: [`${base}/post_logout_redirect`] }
  const told = { ...leaving, backchannel_logout_uri: `${base}/backchannel_logout`, backchannel_logout_session_required: true }
  return {
    ...pairOf('oidc-basic', (id) => oidcClient(id, method, usual)),
    'oidc-post': oidcClient('oidc-post', 'client_secret_post', usual),
    ...pairOf('oidc-logout', (id) => oidcClient(id, 'client_secret_basic', leaving)),
    ...pairOf('oidc-backchannel', (id) => oidcClient(id, 'client_secret_basic', told)),
  }
}

/** All clients, by their ids. */
export const newClients = (base, { keys, oidcAuth }) => ({ ...fapiClients(base, keys), ...oidcClients(base, oidcAuth) })
