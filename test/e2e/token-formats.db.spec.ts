import { decodeJwt, decodeProtectedHeader } from 'jose'
import { verifyAccessToken } from '#libs/resource-server/verify-access-token'
import type { PublicJwk } from '#libs/jwk/public-jwk'
import { alice, bob, keys, secret } from '../support/e2e-seed'
import { Person } from '../support/person'
import { read, RelyingParty, toForm } from '../support/relying-party'
import { useServer } from '../support/use-server'

const [spring, usual] = ['https://spring.example.com', 'https://usual.example.com']
const callback = 'https://rp.example.com/cb'
const web = {
  client_type: 'internal',
  client_secret: secret,
  token_endpoint_auth_method: 'client_secret_post',
  redirect_uris: [callback],
  post_logout_redirect_uris: ['https://rp.example.com/bye'],
  grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
  scope: 'openid profile email orders stock',
}
const api = { grant_types: [], token_endpoint_auth_method: 'client_secret_post', client_secret: secret }
const seed = (alg: string) => ({
  clients: [
    { client_id: 'web', ...web },
    { client_id: 'reads-id-tokens', scope_claims_in_id_token: true, ...web },
    {
      client_id: 'fapi',
      security_profile: 'fapi2',
      token_endpoint_auth_method: 'private_key_jwt',
      jwks: { keys: [keys.fapi.publicJwk] },
      grant_types: ['client_credentials'],
      scope: 'orders',
    },
    { client_id: 'spring-api', resources: [spring], ...api },
  ],
  users: [
    { ...alice, claims: { name: 'Alice Liddell', email: 'alice@example.com' } },
    { ...bob, claims: { preferred_username: 'bobby' } },
  ],
  resources: [
    { resource: spring, scopes: ['orders'], access_token_signed_response_alg: alg, access_token_typ: 'JWT' },
    { resource: usual, scopes: ['stock'] },
  ],
})

describe.each(['RS256', 'PS256', 'ES256', 'EdDSA'] as const)('tokens for a resource that takes typ JWT signed with %s', (alg) => {
  const server = useServer({ seed: seed(alg) })
  const party = new RelyingParty(server, 'web')
  const secretOf = (clientId: string) => ({ client_id: clientId, client_secret: secret })
  const ask = async (params: Record<string, string>, clientId = 'web') =>
    (await party.post('/token', { ...secretOf(clientId), ...params })).json as Record<string, string>
  const machine = (scope: string) => ask({ grant_type: 'client_credentials', scope })
  const logIn = async (overrides = {}) => {
    const code = await new Person(server).getCode(
      party.authorizationUrl(party.authorizationParams({ scope: 'openid orders', ...overrides })),
    )
    return ask({ grant_type: 'authorization_code', code, redirect_uri: callback, code_verifier: party.verifier })
  }
  const introspect = async (token: string, caller = 'spring-api') =>
    (await party.post('/introspect', { token, ...secretOf(caller) })).json['active']
  const userInfo = async (token = '') => {
    const { status } = await read(await fetch(party.url('/userinfo'), { headers: { authorization: `Bearer ${token}` } }))
    return status
  }

  it('have what it asks for, and verify by the keys that stand at jwks_uri (RFC9068-2.1, RFC7515-5.1)', async () => {
    const { access_token: token = '' } = await machine('orders')
    expect(decodeProtectedHeader(token)).toMatchObject({ alg, typ: 'JWT' })
    const { keys: published } = (await (await fetch(party.url('/jwks'))).json()) as { keys: PublicJwk[] }
    const rules = { issuer: server.issuer, audience: spring, keys: published, algorithms: [alg], now: server.clock.now() }
    await expect(verifyAccessToken(token, { ...rules, types: ['JWT'] })).resolves.toMatchObject({ clientId: 'web', scopes: ['orders'] })
    await expect(verifyAccessToken(token, rules)).rejects.toMatchObject({ code: 'invalid_token' })
  })

  it('are as usual for another resource, and for both together (RFC9068-2.1)', async () => {
    for (const scope of ['stock', 'orders stock'])
      expect(decodeProtectedHeader((await machine(scope))['access_token'] ?? '')).toMatchObject({ alg: 'ES256', typ: 'at+jwt' })
  })

  it('are known to introspection, UserInfo and revocation like every other (RFC7662-2.2, OIDCC-5.3.1, RFC7009-2.1)', async () => {
    const { access_token: token = '' } = await logIn()
    expect(decodeProtectedHeader(token)).toMatchObject({ alg, typ: 'JWT' })
    expect([await introspect(token), await userInfo(token)]).toEqual([true, 200])
    await party.post('/revoke', { token, ...secretOf('web') })
    expect([await introspect(token), await userInfo(token)]).toEqual([false, 401])
  })

  it('are never taken for ID tokens, nor ID tokens for them (RFC8725-3.11, RFC9068-5, OIDCRPIL-4)', async () => {
    const { access_token: token = '', id_token: idToken = '' } = await logIn()
    expect([await introspect(idToken), await introspect(idToken, 'web'), await userInfo(idToken)]).toEqual([false, false, 401])
    const { status, html } = await new Person(server).page(party.url(`/logout?${toForm({ id_token_hint: token }).toString()}`))
    expect([status, html]).toEqual([400, expect.stringContaining('data-error="invalid_request"')])
  })

  it('are not signed with RS256 for a client with FAPI 2.0 (FAPI2-SP-FINAL-5.4.1-1)', async () => {
    const fapi = new RelyingParty(server, 'fapi', keys.fapi)
    const { json } = await fapi.call('/token', { grant_type: 'client_credentials' })
    expect(decodeProtectedHeader(String(json['access_token'])).alg).toBe(alg === 'RS256' ? 'ES256' : alg)
  })
})

describe('claims about a person', () => {
  const server = useServer({ seed: seed('ES256') })
  const logIn = async (clientId: string, overrides = {}, who = alice) => {
    const party = new RelyingParty(server, clientId)
    const params = party.authorizationParams({ scope: 'openid profile email', ...overrides })
    const code = await new Person(server, who.username, who.password).getCode(party.authorizationUrl(params))
    const redeem = { grant_type: 'authorization_code', code, redirect_uri: callback, code_verifier: party.verifier }
    const { json } = await party.post('/token', { client_id: clientId, client_secret: secret, ...redeem })
    const headers = { authorization: `Bearer ${String(json['access_token'])}` }
    const { json: userInfo } = await read(await fetch(party.url('/userinfo'), { headers }))
    return { idToken: decodeJwt(String(json['id_token'])), userInfo, refreshToken: String(json['refresh_token']), party }
  }
  const told = { name: 'Alice Liddell', email: 'alice@example.com', preferred_username: 'alice' }

  it('stand at UserInfo alone unless the client is registered otherwise (OIDCC-5.4)', async () => {
    const { idToken, userInfo } = await logIn('web')
    expect(userInfo).toMatchObject(told)
    expect(Object.keys(told).filter((name) => name in idToken)).toEqual([])
  })

  it('stand in the ID token too with scope_claims_in_id_token, as far as the granted scopes go, after a refresh as well (OIDCC-5.4, OIDCC-12.2)', async () => {
    const { idToken, userInfo, refreshToken, party } = await logIn('reads-id-tokens')
    expect([idToken, userInfo]).toEqual([expect.objectContaining(told), expect.objectContaining(told)])
    const params = { grant_type: 'refresh_token', refresh_token: refreshToken, client_id: 'reads-id-tokens', client_secret: secret }
    const { json } = await party.post('/token', params)
    expect(decodeJwt(String(json['id_token']))).toMatchObject(told)
    const { idToken: narrow } = await logIn('reads-id-tokens', { scope: 'openid email' })
    expect([narrow['email'], narrow['name']]).toEqual([told.email, undefined])
  })

  it('have the username as preferred_username under the scope profile, unless the account says another (OIDCC-5.1, OIDCC-5.4)', async () => {
    expect((await logIn('web', { scope: 'openid profile' })).userInfo['preferred_username']).toBe('alice')
    expect((await logIn('web', { scope: 'openid profile' }, bob)).userInfo['preferred_username']).toBe('bobby')
    expect((await logIn('web', { scope: 'openid email' })).userInfo).not.toHaveProperty('preferred_username')
  })

  it('have it where it is asked for by name (OIDCC-5.5)', async () => {
    const wanted = { preferred_username: null }
    const claims = JSON.stringify({ id_token: wanted, userinfo: wanted })
    const { idToken, userInfo } = await logIn('web', { scope: 'openid', claims })
    expect([idToken['preferred_username'], userInfo['preferred_username']]).toEqual(['alice', 'alice'])
  })
})
