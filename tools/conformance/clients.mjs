// The clients that the suite plays. Each knows both halves: what the server registers (seed) and what the suite is told (suite).
import { newSecret, newSigningKey, publicHalf } from './keys.mjs'

const identity = 'openid profile email address phone offline_access'
const codeGrants = { grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'] }

/** The two addresses that every plan uses; the second shows whether a query is kept. */
const callbacks = (base) => ({ redirect_uris: [`${base}/callback`, `${base}/callback?dummy1=lorem&dummy2=ipsum`] })

function fapiClient(clientId, { scope, ...metadata }) {
  const key = newSigningKey()
  const registered = {
    client_id: clientId,
    client_name: `Conformance suite ${clientId}`,
    security_profile: 'fapi2',
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'PS256',
    id_token_signed_response_alg: 'PS256',
    jwks: { keys: [publicHalf(key)] },
    scope,
    ...metadata,
  }
  return { seed: registered, suite: { client_id: clientId, scope, jwks: { keys: [key] }, dpop_signing_alg: 'PS256' } }
}

function secretClient(clientId, method, base) {
  const secret = newSecret()
  const registered = {
    client_id: clientId,
    client_name: `Conformance suite ${clientId}`,
    client_secret: secret,
    token_endpoint_auth_method: method,
    ...callbacks(base),
    ...codeGrants,
    post_logout_redirect_uris: [`${base}/post_logout_redirect`],
    backchannel_logout_uri: `${base}/backchannel_logout`,
    backchannel_logout_session_required: true,
    scope: identity,
  }
  return { seed: registered, suite: { client_id: clientId, client_secret: secret } }
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

export function newClients(base) {
  const code = { ...callbacks(base), ...codeGrants }
  const openid = { ...code, scope: `${identity} accounts` }
  const plain = { ...code, scope: 'accounts' }
  const machine = { grant_types: ['client_credentials'], scope: 'accounts' }
  return {
    'fapi-1': fapiClient('fapi-1', openid),
    'fapi-2': fapiClient('fapi-2', openid),
    'fapi-plain-1': fapiClient('fapi-plain-1', plain),
    'fapi-plain-2': fapiClient('fapi-plain-2', plain),
    'fapi-cc-1': fapiClient('fapi-cc-1', machine),
    'fapi-cc-2': fapiClient('fapi-cc-2', machine),
    'oidc-basic-1': secretClient('oidc-basic-1', 'client_secret_basic', base),
    'oidc-basic-2': secretClient('oidc-basic-2', 'client_secret_basic', base),
    'oidc-post': secretClient('oidc-post', 'client_secret_post', base),
  }
}
