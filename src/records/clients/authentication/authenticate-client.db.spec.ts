import crypto from 'node:crypto'
import { FormParams } from '#libs/oauth-params/form-params'
import { OAuthError } from '#libs/oauth-errors/oauth-error'
import { addClient, parallel } from '../../../../test/support/records'
import { startContext } from '../../../../test/support/test-context'
import type { TestContext } from '../../../../test/support/test-context'
import { TestKey } from '../../../../test/support/test-keys'
import { ClientsModule } from '../clients.module'
import { Clients } from '../clients.repository'
import { AuthenticateClient } from './authenticate-client'
import { jwtBearer } from './client-credentials'

const secret = 'a-secret-that-is-long-enough-0123456789'
const oddSecret = 'Zk3+xQ9v%41/needs-encoding=and-is-long-enough'
const [key, psKey, edKey, otherKey] = [new TestKey(), new TestKey('PS256'), new TestKey('EdDSA'), new TestKey()]
const web = { client_secret: secret, redirect_uris: ['https://rp.example.com/cb'] }
const keyed = { redirect_uris: ['https://rp.example.com/cb'], token_endpoint_auth_method: 'private_key_jwt' }

const entries = [
  { client_id: 'post', token_endpoint_auth_method: 'client_secret_post', ...web },
  { client_id: 'basic', token_endpoint_auth_method: 'client_secret_basic', ...web },
  { client_id: 'spa', token_endpoint_auth_method: 'none', redirect_uris: ['https://spa.example.com/cb'] },
  { client_id: 'either', ...web },
  { client_id: 'bank', security_profile: 'fapi2', redirect_uris: ['https://bank.example.com/cb'], jwks: { keys: [key.publicJwk] } },
  { client_id: 'odd', ...web, client_secret: oddSecret },
  { client_id: 'keyed', ...keyed, jwks: { keys: [key.publicJwk] } },
  { client_id: 'pinned', ...keyed, jwks: { keys: [key.publicJwk, psKey.publicJwk] }, token_endpoint_auth_signing_alg: 'PS256' },
  { client_id: 'many', ...keyed, jwks: { keys: [edKey.publicJwk, psKey.publicJwk, key.publicJwk] } },
  { client_id: 'gone', token_endpoint_auth_method: 'client_secret_post', ...web },
]

const post = (clientId: string, clientSecret = secret) => ({ client_id: clientId, client_secret: clientSecret })
const basicOf = (clientId: string, clientSecret = secret) => `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`

type Params = Readonly<Record<string, string>>

describe('client authentication', () => {
  let context: TestContext
  let authenticate: AuthenticateClient
  beforeAll(async () => {
    context = await startContext([ClientsModule])
    authenticate = context.get(AuthenticateClient)
  })
  beforeEach(async () => {
    await context.dataSource.query('DELETE FROM attempts')
    for (const entry of entries) await addClient(context, entry)
    await context.get(Clients).prune(new Set(entries.map((entry) => entry.client_id).filter((id) => id !== 'gone')))
  })
  afterAll(() => context.close())

  const run = (params: Params, authorization?: string, address = '192.0.2.1', path = '/token') =>
    authenticate.execute({ authorization, params: new FormParams(Object.entries(params)), address, path })
  const refusal = async (...request: Parameters<typeof run>): Promise<OAuthError> => {
    const error = await run(...request).catch((thrown: unknown) => thrown)
    if (error instanceof OAuthError) return error
    throw new Error('nothing was refused', { cause: error })
  }
  const assertion = (clientId: string, by = key, claims: object = {}, header: object = { kid: by.kid }) => {
    const now = context.clock.now()
    const usual = { iss: clientId, sub: clientId, aud: context.settings.server.issuer, jti: `jti-${clientId}`, iat: now, exp: now + 60 }
    return { client_assertion_type: jwtBearer, client_assertion: by.jwt({ ...header }, { ...usual, ...claims }) }
  }

  /** How many HMACs a refused request costs. */
  const work = async (...request: Parameters<typeof run>) => {
    const spy = jest.spyOn(crypto, 'createHmac')
    await refusal(...request)
    const { length } = spy.mock.calls
    spy.mockRestore()
    return length
  }

  it('takes the secret in the form (RFC6749-2.3.1)', async () => {
    expect((await run(post('post'))).client.clientId).toBe('post')
  })

  it('takes the secret in the header (RFC6749-2.3.1, SEC-148)', async () => {
    expect((await run({}, basicOf('basic'))).client.clientId).toBe('basic')
    expect((await run({ client_id: 'basic' }, basicOf('basic'))).client.clientId).toBe('basic')
  })

  it('takes the secret in the header encoded, as RFC 6749 says, and as many libraries send it (RFC6749-2.3.1, SEC-148)', async () => {
    expect((await run({}, basicOf('odd', encodeURIComponent(oddSecret)))).client.clientId).toBe('odd')
    expect((await run({}, basicOf('odd', oddSecret))).client.clientId).toBe('odd')
  })

  it('takes the secret in header or form where the entry names no method (OIDCR-2)', async () => {
    expect(await run(post('either'))).toMatchObject({ client: { clientId: 'either' }, method: 'client_secret_post' })
    expect(await run({}, basicOf('either'))).toMatchObject({ client: { clientId: 'either' }, method: 'client_secret_basic' })
  })

  it('takes the assertions that libraries make for OpenID Connect: for an endpoint, in a list of one, for an hour (OIDCC-9)', async () => {
    const { issuer } = context.settings.server
    const [now, endpoints] = [context.clock.now(), [`${issuer}/token`, [`${issuer}/token`], [issuer]]]
    for (const aud of endpoints) await expect(run(assertion('keyed', key, { aud }))).resolves.toBeDefined()
    await expect(run(assertion('keyed', key, { aud: `${issuer}/par` }), undefined, '192.0.2.1', '/par')).resolves.toBeDefined()
    const { uses } = await run(assertion('keyed', key, { exp: now + 3_600 }))
    expect(uses).toMatchObject([{ expiresAt: now + 3_610 }])
  })

  it('says how the client has to prove itself where it sent nothing, or an empty secret (SEC-153)', async () => {
    expect(await refusal({ client_id: 'keyed' })).toMatchObject({
      evidence: { expected: 'private_key_jwt (client_assertion and client_assertion_type)', received: 'nothing' },
    })
    expect(await refusal({}, basicOf('basic', ''))).toMatchObject({
      evidence: {
        reason: 'the client sent an empty secret',
        expected: 'client_secret_basic (an Authorization header)',
        received: 'a Basic header with an empty secret',
      },
    })
    expect(await refusal({}, basicOf('keyed'))).toMatchObject({
      evidence: { reason: 'the client has no secret', expected: 'private_key_jwt' },
    })
  })

  it('takes an assertion, and says what it uses up (RFC7523-2.2, OIDCC-9, RFC7523-3, SEC-140)', async () => {
    const { client, uses } = await run(assertion('keyed'))
    expect(client.clientId).toBe('keyed')
    expect(uses).toEqual([{ purpose: 'client-assertion', maker: 'keyed', id: 'jti-keyed', expiresAt: context.clock.now() + 70 }])
  })

  it('takes every algorithm that the client may use, with and without kid (RFC7523-3, SEC-62, SEC-144)', async () => {
    for (const by of [key, psKey, edKey]) {
      expect((await run(assertion('many', by))).client.clientId).toBe('many')
      expect((await run(assertion('many', by, {}, {}))).client.clientId).toBe('many')
    }
  })

  it('takes the name of a public client for what it is (RFC6749-3.2.1)', async () => {
    expect((await run({ client_id: 'spa' })).client.isPublic).toBe(true)
  })

  it('announces its methods (RFC8414-2)', () => {
    expect([...authenticate.methods].toSorted()).toEqual(['client_secret_basic', 'client_secret_post', 'none', 'private_key_jwt'])
  })

  it.each<[string, () => Parameters<typeof run>]>([
    ['a wrong secret in the form', () => [post('post', 'wrong')]],
    ['a wrong secret in the header', () => [{}, basicOf('basic', 'wrong')]],
    ['an unknown client with a secret', () => [post('nobody')]],
    ['an unknown client in the header', () => [{}, basicOf('nobody')]],
    ['an unknown client with an assertion', () => [assertion('nobody')]],
    ['an unknown public client', () => [{ client_id: 'nobody' }]],
    ['a disabled client', () => [post('gone')]],
    ['a confidential client that only names itself', () => [{ client_id: 'post' }]],
    ['a keyed client that only names itself', () => [{ client_id: 'keyed' }]],
    ['the right secret in the form instead of the header', () => [post('basic')]],
    ['the right secret in the header instead of the form', () => [{}, basicOf('post')]],
    ['a secret of a client that has none', () => [post('keyed', '')]],
    ['any secret of a public client', () => [post('spa')]],
    ['any secret of a keyed client', () => [post('keyed')]],
    ['an assertion of a client with a secret', () => [assertion('post')]],
    ['an assertion by a key that is not the client’s', () => [assertion('keyed', otherKey)]],
    ['an assertion by another key under the right kid', () => [assertion('keyed', otherKey, {}, { kid: key.kid })]],
    ['an assertion with a kid that names no key', () => [assertion('keyed', key, {}, { kid: '../../etc/passwd' })]],
    ['an assertion that is not pinned', () => [assertion('pinned', key)]],
    ['an assertion for an endpoint, of a fapi2 client', () => [assertion('bank', key, { aud: `${context.settings.server.issuer}/token` })]],
    ['an assertion for a list of audiences, of a fapi2 client', () => [assertion('bank', key, { aud: [context.settings.server.issuer] })]],
    [
      'an assertion for another endpoint than the one called',
      () => [assertion('keyed', key, { aud: `${context.settings.server.issuer}/par` })],
    ],
    ['an assertion for two audiences', () => [assertion('keyed', key, { aud: [context.settings.server.issuer, 'https://other.example'] })]],
    ['an assertion for nobody', () => [assertion('keyed', key, { aud: undefined })]],
    ['an assertion issued by another', () => [assertion('keyed', key, { iss: 'another' })]],
    ['an assertion about another', () => [assertion('keyed', key, { sub: 'many' })]],
    ['an assertion of another client', () => [{ ...assertion('keyed'), client_id: 'many' }]],
    ['an assertion that has expired', () => [assertion('keyed', key, { exp: context.clock.now() - 300 })]],
    ['an assertion without an end', () => [assertion('keyed', key, { exp: undefined })]],
    ['an assertion that lives for long, of a fapi2 client', () => [assertion('bank', key, { exp: context.clock.now() + 601 })]],
    ['an assertion that lives for more than an hour', () => [assertion('keyed', key, { exp: context.clock.now() + 3_601 })]],
    ['an assertion of the future', () => [assertion('keyed', key, { nbf: context.clock.now() + 61 })]],
    ['an assertion of the past', () => [assertion('keyed', key, { iat: context.clock.now() - 7200 })]],
    ['an assertion without a jti', () => [assertion('keyed', key, { jti: undefined })]],
    ['an unsigned assertion', () => [assertion('keyed', key, {}, { alg: 'none' })]],
    ['an assertion under a MAC', () => [assertion('keyed', key, {}, { alg: 'HS256', kid: key.kid })]],
    ['a JWT of another type', () => [assertion('keyed', key, {}, { kid: key.kid, typ: 'dpop+jwt' })]],
    ['an encoded secret with an encoding of its own', () => [{}, basicOf('odd', encodeURIComponent(encodeURIComponent(oddSecret)))]],
    ['no JWT at all', () => [{ client_id: 'keyed', client_assertion_type: jwtBearer, client_assertion: 'nonsense' }]],
    ['a client_id that holds a NUL', () => [assertion('a\0b')]],
    ['a client_id that is longer than any', () => [post('a'.repeat(10_000))]],
    ['nobody', () => [{}]],
  ])(
    'refuses %s, and tells no more than that (RFC6749-2.2, RFC7523-3.2, RFC9700-2.5, OIDCC-3.1.3.1, FAPI2-SP-FINAL-5.3.2.1-6, RFC6749-5.2, SEC-134, SEC-135, SEC-137, SEC-138, SEC-139, SEC-142, SEC-143, SEC-147, SEC-149, SEC-153, SEC-154)',
    async (_, request) => {
      const { code, status, description, headers } = await refusal(...request())
      expect({ code, status, description, headers }).toEqual({
        code: 'invalid_client',
        status: 401,
        description: 'client authentication failed',
        headers: {},
      })
    },
  )

  it('refuses two methods at once, though both are right (RFC6749-2.3, SEC-146)', async () => {
    expect((await refusal(post('basic'), basicOf('basic'))).code).toBe('invalid_request')
    expect((await refusal({ ...assertion('keyed'), ...post('keyed') })).code).toBe('invalid_request')
  })

  it('takes iat, nbf and exp within the skew that FAPI allows (FAPI2-SP-FINAL-5.3.2.1-13, SEC-139)', async () => {
    const now = context.clock.now()
    await expect(run(assertion('keyed', key, { iat: now + 8, nbf: now + 8 }))).resolves.toBeDefined()
    await expect(run(assertion('keyed', key, { exp: now + 600 }))).resolves.toBeDefined()
  })

  it('does the same work for an unknown client and a wrong secret (SEC-153)', async () => {
    await work(post('post', 'wrong'))
    const counts = [await work(post('post', 'wrong')), await work(post('nobody')), await work(post('gone')), await work(post('keyed'))]
    expect(counts).toEqual([2, 2, 2, 2])
    expect([
      await work({}, basicOf('basic', 'wrong')),
      await work({}, basicOf('nobody')),
      await work({}, basicOf('odd', 'w+ong%20')),
      await work({}, basicOf('post')),
    ]).toEqual([4, 4, 4, 4])
  })

  it('refuses a client on the very next request after it was disabled (SEC-152)', async () => {
    await run(post('post'))
    await context.get(Clients).prune(new Set(['basic']))
    expect((await refusal(post('post'))).code).toBe('invalid_client')
  })

  it('ends in 429 after many failures, for this client and address alone (SEC-151, SEC-451)', async () => {
    const { clientFailures } = context.settings.limits
    await parallel(() => refusal(post('post', 'wrong')), clientFailures)
    expect(await refusal(post('post'))).toMatchObject({ status: 429, headers: { 'retry-after': '60' } })
    await expect(run(post('post'), undefined, '192.0.2.2')).resolves.toBeDefined()
    await expect(run({}, basicOf('basic'))).resolves.toBeDefined()
    context.clock.advance(60)
    await expect(run(post('post'))).resolves.toBeDefined()
  })

  it('counts a failure that shows later (SEC-140, SEC-151)', async () => {
    await parallel(() => authenticate.countFailure('keyed', '192.0.2.1'), context.settings.limits.clientFailures)
    expect(await refusal(assertion('keyed'))).toMatchObject({ status: 429 })
  })

  it('counts no success, and nothing of a request that is malformed (SEC-151)', async () => {
    await run(post('post'))
    await refusal(post('basic'), basicOf('basic'))
    expect(await context.dataSource.query('SELECT * FROM attempts')).toEqual([])
  })
})
