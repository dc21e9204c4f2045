import { TestKey } from './test-keys'

const callback = 'https://rp.example.com/cb'
const scope = 'openid profile email address phone offline_access payments accounts'

export const alice = { username: 'alice', password: 'correct horse battery staple' }
export const bob = { username: 'bob', password: 'wooden shoes and windmills' }
export const secret = 'a-secret-that-is-long-enough-0123456789'

/** The keys of the seed's clients. */
export const keys = {
  fapi: new TestKey(),
  fapi2: new TestKey('PS256'),
  machine: new TestKey('EdDSA'),
  resourceServer: new TestKey(),
  payments: new TestKey(),
}

const jwks = (key: TestKey) => ({ keys: [key.publicJwk] })
const withKey = (key: TestKey) => ({
  token_endpoint_auth_method: 'private_key_jwt',
  token_endpoint_auth_signing_alg: key.algorithm,
  jwks: jwks(key),
})
const codeGrants = { grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'] }
const web = { ...codeGrants, redirect_uris: [callback], scope, client_secret: secret }

/** Clients of every kind, two people, two resources: what the end-to-end tests start a server with. */
export const e2eSeed = {
  clients: [
    {
      client_id: 'fapi',
      client_name: 'FAPI client',
      security_profile: 'fapi2',
      redirect_uris: [callback, `${callback}?dummy1=lorem&dummy2=ipsum`],
      post_logout_redirect_uris: ['https://rp.example.com/bye'],
      grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
      ...withKey(keys.fapi),
      scope,
    },
    { client_id: 'fapi-2', security_profile: 'fapi2', redirect_uris: [callback], ...codeGrants, ...withKey(keys.fapi2), scope },
    { client_id: 'machine', security_profile: 'fapi2', grant_types: ['client_credentials'], ...withKey(keys.machine), scope: 'payments' },
    {
      client_id: 'web-post',
      token_endpoint_auth_method: 'client_secret_post',
      post_logout_redirect_uris: ['https://rp.example.com/bye', 'https://rp.example.com/bye?from=as'],
      ...web,
    },
    { client_id: 'web-basic', token_endpoint_auth_method: 'client_secret_basic', ...web, scope: 'openid profile email' },
    { client_id: 'internal', client_type: 'internal', token_endpoint_auth_method: 'client_secret_post', ...web },
    {
      client_id: 'spa',
      token_endpoint_auth_method: 'none',
      ...codeGrants,
      redirect_uris: ['https://spa.example.com/cb'],
      scope: 'openid email offline_access',
    },
    {
      client_id: 'native',
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      ...codeGrants,
      redirect_uris: ['http://127.0.0.1/cb', 'com.example.app:/cb'],
      scope: 'openid',
    },
    { client_id: 'fresh', client_type: 'internal', default_max_age: 60, token_endpoint_auth_method: 'client_secret_post', ...web },
    { client_id: 'rs', grant_types: [], ...withKey(keys.resourceServer) },
    { client_id: 'payments-api', grant_types: [], resources: ['https://payments.example.com'], ...withKey(keys.payments) },
  ],
  users: [
    {
      ...alice,
      claims: {
        name: 'Alice Liddell',
        given_name: 'Alice',
        family_name: 'Liddell',
        email: 'alice@example.com',
        email_verified: true,
        phone_number: '+441234567890',
        phone_number_verified: false,
        address: { formatted: 'Oxford' },
      },
    },
    { ...bob, claims: { name: 'Bob' } },
  ],
  resources: [
    { resource: 'https://payments.example.com', scopes: ['payments'] },
    { resource: 'https://accounts.example.com', scopes: ['accounts'] },
  ],
}
