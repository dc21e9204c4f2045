import { readFileSync } from 'node:fs'
import { exportJWK, generateKeyPair } from 'jose'
import { readSeedDocument } from './read-seed-document'
import type { SeedReading } from './read-seed-document'

const source = 'seeds/demo.yaml'
const demo = readFileSync(source, 'utf8')

const aKeySet = async () => {
  const { publicKey } = await generateKeyPair('ES256')
  return JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'demo', alg: 'ES256', use: 'sig' }] })
}

const read = (reading: Partial<SeedReading>) => readSeedDocument(demo, { source, variables: {}, production: false, ...reading })

describe('the demo seed', () => {
  it('gives the demo clients, people and API', async () => {
    const seed = read({ variables: { DEMO_FAPI_JWKS: await aKeySet() } })
    expect(
      seed.clients.map(({ metadata }) => [metadata.client_id, metadata.security_profile, metadata.token_endpoint_auth_method]),
    ).toEqual([
      ['fapi-demo', 'fapi2', 'private_key_jwt'],
      ['web-demo', 'oidc', 'client_secret_post'],
      ['example-app', 'oidc', 'client_secret_basic'],
      ['demo-api', 'oidc', 'client_secret_basic'],
    ])
    expect(seed.users.map(({ username }) => username)).toEqual(['alice', 'bob'])
    expect(seed.resources).toMatchObject([{ resource: 'http://localhost:4001', scopes: ['accounts', 'payments'] }])
  })

  it('follows the demo to other ports', async () => {
    const variables = { DEMO_FAPI_JWKS: await aKeySet(), DEMO_CLIENT_PORT: '4100', DEMO_API_PORT: '4101' }
    const { clients, resources } = read({ variables })
    expect(clients[0]?.metadata).toMatchObject({
      redirect_uris: ['http://localhost:4100/callback'],
      post_logout_redirect_uris: ['http://localhost:4100/'],
    })
    expect(clients[3]?.metadata.resources).toEqual(['http://localhost:4101'])
    expect(resources.map(({ resource }) => resource)).toEqual(['http://localhost:4101'])
  })

  it('has every client with a redirect URI prove its codes (RFC9700-2.1.1)', async () => {
    const { clients } = read({ variables: { DEMO_FAPI_JWKS: await aKeySet() } })
    const confidential = clients.filter(({ metadata }) => metadata.security_profile === 'oidc' && metadata.redirect_uris.length > 0)
    expect(confidential.map(({ metadata }) => metadata.require_pkce)).toEqual([true, true])
  })

  it('gives alice every standard claim (OIDCC-5.1)', async () => {
    const { users } = read({ variables: { DEMO_FAPI_JWKS: await aKeySet() } })
    expect(Object.keys(users[0]?.claims ?? {})).toHaveLength(19)
    expect(Object.keys(users[0]?.claims['address'] ?? {})).toHaveLength(6)
  })

  it('is refused in production (FAPI2-SP-FINAL-5.3.2.2-8)', async () => {
    const variables = { DEMO_FAPI_JWKS: await aKeySet() }
    expect(() => read({ variables, production: true })).toThrow(/^seeds\/demo\.yaml: clients\[0\] "fapi-demo": redirect_uris/)
  })

  it('says what it lacks without the demo key', () => {
    expect(() => read({ variables: {} })).toThrow('seeds/demo.yaml: clients[0] "fapi-demo": jwks: ${DEMO_FAPI_JWKS} is not set')
  })
})
