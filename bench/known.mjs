import { makeKey } from './drive/keys.mjs'

/** As many clients push requests in turn as it takes for none to have more waiting than this server lets one have. */
const pushers = 16

/** Whom both servers know: FAPI 2.0 clients, a resource server, and a person; with keys made for this run. */
export function makeKnown() {
  const key = makeKey('c1')
  return {
    client: { clientId: 'bench-client', key },
    furtherClients: Array.from({ length: pushers }, (_, index) => ({ clientId: `bench-client-${index}`, key })),
    resourceServer: { clientId: 'bench-rs', key: makeKey('c2') },
    dpopKey: makeKey('dpop'),
    callback: 'https://rp.example.com/cb',
    person: { username: 'alice', password: 'password' },
  }
}

const withKey = ({ clientId, key }) => ({
  client_id: clientId,
  token_endpoint_auth_method: 'private_key_jwt',
  token_endpoint_auth_signing_alg: 'ES256',
  id_token_signed_response_alg: 'ES256',
  jwks: { keys: [key.publicJwk] },
})

/** A client that logs people in, as registered with either server. */
export const toLoginClient = (client, callback) => ({
  ...withKey(client),
  redirect_uris: [callback],
  grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
  response_types: ['code'],
  dpop_bound_access_tokens: true,
})

export const toResourceServer = (client) => ({ ...withKey(client), grant_types: [], response_types: [], redirect_uris: [] })

const claims = { name: 'Bench User', given_name: 'Bench', family_name: 'User', email: 'alice@example.com', email_verified: true }

/** The same as a seed of this server. */
export const toSeed = ({ client, resourceServer, callback, person, furtherClients }) => ({
  clients: [
    ...[client, ...furtherClients].map((one) => ({
      ...toLoginClient(one, callback),
      client_name: 'Bench',
      security_profile: 'fapi2',
      scope: 'openid email profile offline_access',
    })),
    toResourceServer(resourceServer),
  ],
  users: [{ ...person, claims }],
})
