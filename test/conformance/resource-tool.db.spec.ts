import { freePort } from '../support/free-port'
import { RelyingParty } from '../support/relying-party'
import { sha256, TestKey } from '../support/test-keys'
import { startServer } from '../support/test-server'
import type { TestServer } from '../support/test-server'
import { ResourceTool } from './resource-tool'

const secret = 'a-secret-that-is-long-enough-0123456789'
const key = new TestKey('PS256')
const interaction = 'c770aef3-6784-41f7-8e0e-ff5f97bddb3a'

const seedFor = (resource: string) => ({
  clients: [
    {
      client_id: 'fapi-cc-1',
      security_profile: 'fapi2',
      grant_types: ['client_credentials'],
      jwks: { keys: [key.publicJwk] },
      scope: 'accounts other',
    },
    {
      client_id: 'resource-server',
      client_secret: secret,
      token_endpoint_auth_method: 'client_secret_basic',
      grant_types: [],
      resources: [resource],
    },
  ],
  resources: [{ resource, scopes: ['accounts', 'other'] }],
})

describe('the protected resource of the plans without OpenID', () => {
  let [server, tool, client, url, token] = [{} as TestServer, {} as ResourceTool, {} as RelyingParty, '', '']
  beforeAll(async () => {
    url = `https://localhost:${await freePort()}/accounts`
    server = await startServer({ seed: seedFor(url) })
    client = new RelyingParty(server, 'fapi-cc-1', key)
    token = await newToken()
    tool = new ResourceTool({ ISSUER: server.issuer, RESOURCE: url, CLIENT_SECRET: secret })
    await tool.start()
  })
  afterAll(async () => {
    await tool.stop()
    await server.close()
  })

  const newToken = async (scope = 'accounts') =>
    String((await client.call('/token', { grant_type: 'client_credentials', scope })).json['access_token'])
  const proof = (claims = {}, by?: TestKey) => client.proof('GET', url, { ath: sha256(token), ...claims }, {}, by)
  const get = (headers: Record<string, string>, path = '/accounts') => tool.get(path, { 'x-fapi-interaction-id': interaction, ...headers })
  const expectRefused = async (headers: Record<string, string>, error = 'invalid_token', status = 401) => {
    const answer = await get(headers)
    expect(answer).toMatchObject({ status, json: { error }, headers: { 'x-fapi-interaction-id': interaction } })
    if (status === 401) expect(answer.headers['www-authenticate']).toMatch(/^(?:DPoP|Bearer) /)
  }

  it.each(['DPoP', 'dPoP'])(
    'lets a bound token in with its proof, whatever the case of the scheme: %s (happy-flow, access-token-type-header-case-sensitivity)',
    async (scheme) => {
      const { status, headers, json } = await get({ authorization: `${scheme} ${token}`, dpop: proof() })
      expect([status, headers['content-type'], headers['x-fapi-interaction-id']]).toEqual([200, 'application/json', interaction])
      expect(Math.abs(Date.parse(headers.date ?? '') - Date.now())).toBeLessThan(300_000)
      expect(json).toEqual({ accounts: [expect.objectContaining({ id: '1' })] })
    },
  )

  it('refuses a token without a proof, by either scheme, and no token at all (dpop-negative-tests)', async () => {
    await expectRefused({ authorization: `DPoP ${token}` }, 'invalid_dpop_proof')
    await expectRefused({ authorization: `Bearer ${token}` })
    await expectRefused({})
  })

  it('refuses a proof by another key, for another token, address or time (happy-flow, dpop-negative-tests)', async () => {
    const authorization = `DPoP ${token}`
    await expectRefused({ authorization, dpop: proof({}, new TestKey()) })
    const wrong = [{ ath: sha256('x') }, { htu: `${url}/x` }, { htm: 'POST' }, { iat: client.now - 3600 }, { jti: undefined }]
    for (const claims of wrong) await expectRefused({ authorization, dpop: proof(claims) }, 'invalid_dpop_proof')
  })

  it('takes a proof once (dpop-negative-tests)', async () => {
    const headers = { authorization: `DPoP ${token}`, dpop: proof() }
    expect((await get(headers)).status).toBe(200)
    await expectRefused(headers, 'invalid_dpop_proof')
  })

  it('refuses a token in the address, one of another scope, and one that was revoked (happy-flow)', async () => {
    expect((await get({ dpop: proof() }, `/accounts?access_token=${token}`)).status).toBe(400)
    const [other, ended] = [await newToken('other'), await newToken()]
    await expectRefused({ authorization: `DPoP ${other}`, dpop: proof({ ath: sha256(other) }) }, 'insufficient_scope', 403)
    await client.revoke(ended)
    await expectRefused({ authorization: `DPoP ${ended}`, dpop: proof({ ath: sha256(ended) }) })
  })

  it('is at one address alone', async () => {
    expect((await get({ authorization: `DPoP ${token}`, dpop: proof() }, '/accounts/1')).status).toBe(404)
  })

  it('lets nobody in while the server does not answer, and goes on afterwards', async () => {
    server.app.getHttpServer().close()
    server.app.getHttpServer().closeAllConnections()
    await expectRefused({ authorization: `DPoP ${token}`, dpop: proof() }, 'server_error', 500)
    await server.app.listen(server.settings.server.port, '127.0.0.1')
    expect((await get({ authorization: `DPoP ${token}`, dpop: proof() })).status).toBe(200)
  })
})
