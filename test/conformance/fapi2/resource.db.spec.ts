import { random, TestKey } from '../../support/test-keys'
import { useServer } from '../../support/use-server'
import { fapi2Seed } from './fapi2-seed'
import { rawGet } from './raw-get'
import { rs256, unsigned } from './wrong-signatures'
import { SuiteClient } from './suite-client'

describe('FAPI 2.0 Security Profile: the protected resource', () => {
  const server = useServer({ seed: fapi2Seed })
  const client = new SuiteClient(server, 'openid_connect')
  let token: string
  beforeAll(async () => {
    token = (await client.tokens())['access_token'] ?? ''
  })

  const url = () => client.url('/userinfo')
  const authorization = () => `DPoP ${token}`
  const getWith = (dpop: string) => client.resource(token, { dpop })

  it.each([
    { accept: 'application/json;charset=UTF-8' },
    { accept: '*/*' },
    { accept: 'text/html, application/xhtml+xml, */*; q=0.01' },
    { 'x-fapi-customer-ip-address': '2001:db8::1893:25c8:1946' },
    { 'x-fapi-interaction-id': 'c770aef3-6784-41f7-8e0e-ff5f97bddb3a' },
  ])('answers a request with %j (happy-flow)', async (headers) => {
    await client.expectWorks({ access_token: token }, headers)
  })

  it.each(['dPOP', 'dpop', 'DPOP'])('knows the scheme %s (access-token-type-header-case-sensitivity)', async (scheme) => {
    await client.expectWorks({ access_token: token }, { authorization: `${scheme} ${token}` })
  })

  it('refuses a token in the address (happy-flow)', async () => {
    const proof = client.resourceProof(token)
    for (const headers of [{}, { dpop: proof }]) {
      const { status } = await rawGet(`${url()}?access_token=${token}`, headers)
      expect([400, 401, 414]).toContain(status)
    }
  })

  it('refuses a token in the hands of another client (happy-flow, refresh-token)', async () => {
    const other = new SuiteClient(server, 'openid_connect', 1)
    const answer = await other.resource(token)
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"')
  })

  it.each([3600, -3600])(
    'takes a proof whose iat is %i seconds off where it has a fresh nonce (RFC9449-11.1, dpop-negative-tests)',
    async (seconds) => {
      const nonce = (await client.resource(token)).headers.get('dpop-nonce')
      expect((await getWith(client.resourceProof(token, { iat: client.now + seconds, nonce }))).status).toBe(200)
    },
  )

  describe('refuses a proof (dpop-negative-tests)', () => {
    const wrongUrl = 'https://other.example.com/userinfo'
    const wrong: readonly (readonly [string, () => string])[] = [
      ['that is no JWT', () => 'this-is-no-proof'],
      ...['typ', 'alg', 'jwk'].map((name) => [`without ${name}`, () => client.resourceProof(token, {}, { [name]: undefined })] as const),
      ...['jti', 'htm', 'htu', 'iat', 'ath'].map(
        (name) => [`without ${name}`, () => client.resourceProof(token, { [name]: undefined })] as const,
      ),
      ['of type JWT', () => client.resourceProof(token, {}, { typ: 'JWT' })],
      ['signed with RS256', () => rs256(client.proofKey, client.resourceProof(token))],
      ['that is unsigned', () => unsigned(client.resourceProof(token))],
      ['with another’s signature', () => client.resourceProof(token, {}, { jwk: client.proofKey.bareJwk }, new TestKey('PS256'))],
      ['that tells its private key', () => client.resourceProof(token, {}, { jwk: client.proofKey.privateJwk })],
      ['for PUT', () => client.resourceProof(token, { htm: 'PUT' })],
      ['for another address', () => client.resourceProof(token, { htu: wrongUrl })],
      ['of an hour ahead', () => client.resourceProof(token, { iat: client.now + 3600, nonce: undefined })],
      ['of an hour ago', () => client.resourceProof(token, { iat: client.now - 3600, nonce: undefined })],
      ['for another token', () => client.resourceProof(random(64))],
      ['by another key', () => client.resourceProof(token, {}, {}, new TestKey('PS256'))],
    ]

    it.each(wrong)('%s (dpop-negative-tests)', async (_, make) => {
      const { status, headers } = await getWith(make())
      expect([400, 401]).toContain(status)
      expect(headers.get('www-authenticate')).toMatch(/^DPoP .*error="invalid_(dpop_proof|token)"/)
    })

    it('that comes twice (dpop-negative-tests)', async () => {
      const dpop = [client.resourceProof(token), client.resourceProof(token)]
      expect([400, 401]).toContain((await rawGet(url(), { authorization: authorization(), dpop })).status)
    })

    it.each(['DPoP', 'Bearer'])('that is not there, with the scheme %s (dpop-negative-tests)', async (scheme) => {
      expect([400, 401]).toContain((await rawGet(url(), { authorization: `${scheme} ${token}` })).status)
    })

    it('that came before (dpop-negative-tests)', async () => {
      const dpop = client.resourceProof(token)
      expect((await getWith(dpop)).status).toBe(200)
      expect([400, 401]).toContain((await getWith(dpop)).status)
    })
  })

  describe('takes a proof (dpop-negative-tests)', () => {
    const right: readonly (readonly [string, () => string])[] = [
      ['for the address with a query and a fragment', () => client.resourceProof(token, { htu: `${url()}?a=b#c` })],
      ['with header members that nobody knows', () => client.resourceProof(token, {}, { foo: 'bar', 'x-suite': 1 })],
      ['with claims that nobody knows', () => client.resourceProof(token, { foo: 'bar', extra: { deep: [1] } })],
      ['with the scheme in capitals', () => client.resourceProof(token, { htu: url().replace('http:', 'HTTP:') })],
      ['as it should be', () => client.resourceProof(token)],
    ]

    it.each(right)('%s (dpop-negative-tests)', async (_, make) => {
      expect((await getWith(make())).status).toBe(200)
    })

    it('without the query that the address has (dpop-negative-tests)', async () => {
      const { status } = await rawGet(`${url()}?lorem=ipsum`, { authorization: authorization(), dpop: client.resourceProof(token) })
      expect(status).toBe(200)
    })

    it('in a header called DPOP (dpop-negative-tests)', async () => {
      expect((await rawGet(url(), { authorization: authorization(), DPOP: client.resourceProof(token) })).status).toBe(200)
    })
  })
})
