// The peer, node-oidc-provider, set up for FAPI 2.0. Started by peer.mjs with PEER, a JSON document of what it is to be.
import { Provider } from 'oidc-provider'
import { MemoryAdapter } from './memory-adapter.mjs'
import { sqliteAdapter } from './sqlite-adapter.mjs'

const { issuer, databaseFile, clients, signingKey, cookieKey } = JSON.parse(process.env.PEER)
const person = { email: 'alice@example.com', email_verified: true, name: 'Bench User', given_name: 'Bench', family_name: 'User' }

const features = {
  devInteractions: { enabled: true },
  fapi: { enabled: true, profile: '2.0' },
  dPoP: { enabled: true },
  pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
  introspection: { enabled: true, allowedPolicy: async () => true },
  revocation: { enabled: true },
  clientCredentials: { enabled: true },
  userinfo: { enabled: true },
  rpInitiatedLogout: { enabled: true },
}

const provider = new Provider(issuer, {
  adapter: databaseFile === undefined ? MemoryAdapter : sqliteAdapter(databaseFile),
  clients,
  jwks: { keys: [signingKey] },
  findAccount: async (_, id) => ({ accountId: id, claims: async () => ({ sub: id, ...person }) }),
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'given_name', 'family_name'] },
  scopes: ['openid', 'email', 'profile', 'offline_access'],
  clientAuthMethods: ['private_key_jwt'],
  pkce: { required: () => true },
  cookies: { keys: [cookieKey] },
  rotateRefreshToken: true,
  issueRefreshToken: async (_, client) => client.grantTypeAllowed('refresh_token'),
  responseTypes: ['code'],
  ttl: {
    AccessToken: 300,
    AuthorizationCode: 60,
    ClientCredentials: 300,
    Grant: 86_400,
    IdToken: 300,
    Interaction: 600,
    RefreshToken: 86_400,
    Session: 3600,
  },
  enabledJWA: { idTokenSigningAlgValues: ['ES256'], clientAuthSigningAlgValues: ['ES256'], dPoPSigningAlgValues: ['ES256'] },
  features,
})

provider.on('server_error', (_, error) => console.error(error))
provider.listen(Number(new URL(issuer).port), '127.0.0.1')
process.on('SIGTERM', () => process.exit(0))
