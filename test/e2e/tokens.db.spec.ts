import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import type { JSONWebKeySet } from 'jose'
import { e2eSeed, keys, secret } from '../support/e2e-seed'
import { Person } from '../support/person'
import { read, RelyingParty } from '../support/relying-party'
import type { Answer } from '../support/relying-party'
import { random, sha256, TestKey } from '../support/test-keys'
import { useServer } from '../support/use-server'

const web = { client_id: 'web-post', client_secret: secret }
const error = (answer: Answer) => [answer.status, answer.json['error']]

describe('tokens', () => {
  const server = useServer({ seed: e2eSeed })
  const rp = new RelyingParty(server, 'fapi', keys.fapi)
  const party = new RelyingParty(server, 'web-post')
  let person = new Person(server)

  const fapiCode = async (overrides = {}, options?: { dpop?: string | null }) => person.getCode(await rp.pushedUrl(overrides, options))
  const fapiTokens = async (overrides = {}) => (await rp.redeem(await fapiCode(overrides))).json as Record<string, string>
  const webCode = (overrides = {}, of = person) => of.getCode(party.authorizationUrl(party.authorizationParams(overrides)))
  const webToken = (params: Record<string, string | readonly string[] | undefined>) => party.post('/token', { ...web, ...params })
  const redeemWeb = (code: string, overrides = {}) =>
    webToken({ grant_type: 'authorization_code', code, redirect_uri: party.redirectUri, code_verifier: party.verifier, ...overrides })
  const webTokens = async (overrides = {}, of = person) => (await redeemWeb(await webCode(overrides, of))).json as Record<string, string>

  describe('an authorization code', () => {
    it('gives tokens as FAPI 2.0 has them: bound, short-lived, with a refresh token (SEC-16, SEC-17, SEC-234)', async () => {
      const answer = await rp.redeem(await fapiCode())
      expect(answer.status).toBe(200)
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(answer.headers.get('pragma')).toBe('no-cache')
      expect(Object.keys(answer.json).toSorted()).toEqual([
        'access_token',
        'expires_in',
        'id_token',
        'refresh_token',
        'scope',
        'token_type',
      ])
      expect(answer.json).toMatchObject({ token_type: 'DPoP', expires_in: 300 })
    })

    it('expires after 60 seconds (FAPI2-SP-FINAL-5.3.2.1-11, SEC-23, ensure-token-endpoint-fails-with-expired-auth-code)', async () => {
      const code = await fapiCode()
      server.clock.advance(61)
      expect(error(await rp.redeem(code))).toEqual([400, 'invalid_grant'])
    })

    it('used twice ends all that came of it (FAPI2-SP-FINAL-5.3.2.2-9, RFC6749-4.1.2, SEC-35, SEC-201, attempt-reuse-authorization-code-after-one-second, oidcc-codereuse-30seconds)', async () => {
      const code = await fapiCode()
      const { json } = await rp.redeem(code)
      server.clock.advance(30)
      expect(error(await rp.redeem(code))).toEqual([400, 'invalid_grant'])
      expect((await rp.userinfo(String(json['access_token']))).status).toBe(401)
      expect(error(await rp.refresh(String(json['refresh_token'])))).toEqual([400, 'invalid_grant'])
    })

    it('belongs to its client, and is spent when another tries (SEC-200, ensure-authorization-code-is-bound-to-client)', async () => {
      const code = await fapiCode()
      const other = new RelyingParty(server, 'fapi-2', keys.fapi2)
      other.verifier = rp.verifier
      expect(error(await other.redeem(code))).toEqual([400, 'invalid_grant'])
      expect(error(await rp.redeem(code))).toEqual([400, 'invalid_grant'])
    })

    it.each([
      ['without a verifier', { code_verifier: undefined }],
      ['with another verifier', { code_verifier: random(32) }],
      ['with the challenge for a verifier', { code_verifier: sha256('x') }],
      ['with a verifier that is too short', { code_verifier: 'x'.repeat(42) }],
      ['without redirect_uri', { redirect_uri: undefined }],
      ['with another redirect_uri', { redirect_uri: 'https://rp.example.com/cb?dummy1=lorem&dummy2=ipsum' }],
    ])(
      'is spent %s (RFC9700-4.5.3, OIDCC-3.1.3.2, RFC6749-4.1.3, SEC-188, SEC-193, SEC-194, SEC-198, ensure-pkce-code-verifier-required)',
      async (_, overrides) => {
        const code = await fapiCode()
        expect(error(await rp.redeem(code, overrides))).toEqual([400, 'invalid_grant'])
        expect(error(await rp.redeem(code))).toEqual([400, 'invalid_grant'])
      },
    )

    it('survives a request without proof, with a bad one, or without a fresh nonce (SEC-116, ensure-holder-of-key-required)', async () => {
      const code = await fapiCode()
      expect(error(await rp.redeem(code, {}, { dpop: null }))).toEqual([400, 'invalid_request'])
      expect(error(await rp.redeem(code, {}, { dpop: 'nonsense' }))).toEqual([400, 'invalid_dpop_proof'])
      const stale = await rp.redeem(code, {}, { dpop: rp.proof('POST', rp.url('/token'), { nonce: 'stale' }) })
      expect(error(stale)).toEqual([400, 'use_dpop_nonce'])
      const nonce = stale.headers.get('dpop-nonce') ?? ''
      expect((await rp.redeem(code, {}, { dpop: rp.proof('POST', rp.url('/token'), { nonce }) })).status).toBe(200)
    })

    it('is bound to the key of the proof or of dpop_jkt at PAR (FAPI2-SP-FINAL-5.3.2.1-12, RFC9449-10, SEC-117, SEC-118, ensure-token-endpoint-fails-with-mismatched-dpop-jkt)', async () => {
      const [first, second] = [new TestKey(), new TestKey()]
      const proof = rp.proof('POST', rp.url('/par'), {}, {}, first)
      for (const [overrides, options] of [
        [{ dpop_jkt: first.thumbprint }, undefined],
        [{}, { dpop: proof }],
      ] as const) {
        const code = await fapiCode(overrides, options)
        const by = (key: TestKey) => rp.redeem(code, {}, { dpop: rp.proof('POST', rp.url('/token'), {}, {}, key) })
        expect(error(await by(second))).toEqual([400, 'invalid_grant'])
        expect((await by(first)).status).toBe(200)
      }
    })

    it('needs no PKCE of a confidential oidc client; a verifier out of nowhere is refused (RFC9700-4.8.2, SEC-195)', async () => {
      const none = { code_challenge: undefined, code_challenge_method: undefined }
      expect((await redeemWeb(await webCode(none), { code_verifier: undefined })).status).toBe(200)
      expect(error(await redeemWeb(await webCode(none)))).toEqual([400, 'invalid_grant'])
    })

    it.each([random(32), 'x', '', 'null'])('is not %j (SEC-203)', async (code) => {
      expect((await rp.redeem(code)).status).toBe(400)
    })
  })

  it.each(['password', 'implicit', 'urn:ietf:params:oauth:grant-type:device_code', '__proto__', 'toString'])(
    'come by no grant_type %s (FAPI2-SP-FINAL-5.3.2.1-2, RFC9700-2.4, RFC6749-5.2, SEC-14)',
    async (grant_type) => {
      const answer = await rp.call('/token', { grant_type, username: 'alice', password: 'correct horse battery staple' })
      expect(error(answer)).toEqual([400, 'unsupported_grant_type'])
    },
  )

  it('come only by grants that the client is registered for (SEC-251)', async () => {
    const machine = new RelyingParty(server, 'machine', keys.machine)
    expect(error(await machine.redeem('x'))).toEqual([400, 'unauthorized_client'])
    expect(error(await webToken({ grant_type: 'client_credentials' }))).toEqual([400, 'unauthorized_client'])
    const rs = new RelyingParty(server, 'rs', keys.resourceServer)
    expect(error(await rs.call('/token', { grant_type: 'client_credentials' }))).toEqual([400, 'unauthorized_client'])
    expect(error(await rp.call('/token', {}))).toEqual([400, 'invalid_request'])
  })

  describe('an access token', () => {
    it('is a JWT of RFC 9068, bound to its key (RFC9068-2.1, RFC9449-6.1, RFC9068-2.2, SEC-230)', async () => {
      const tokens = await fapiTokens()
      const jwks = (await (await fetch(rp.url('/jwks'))).json()) as JSONWebKeySet
      const { payload, protectedHeader } = await jwtVerify(tokens['access_token'] ?? '', createLocalJWKSet(jwks), {
        issuer: server.issuer,
        currentDate: new Date(server.clock.now() * 1000),
      })
      expect(protectedHeader).toMatchObject({ alg: 'ES256', typ: 'at+jwt' })
      expect(payload).toMatchObject({ client_id: 'fapi', cnf: { jkt: rp.proofKey.thumbprint }, exp: (payload.iat ?? 0) + 300 })
      expect(payload.sub).toBe(decodeJwt(tokens['id_token'] ?? '').sub)
    })

    it('tells of the login that it came of, and still does after a refresh (RFC9068-2.2.1)', async () => {
      const login = (tokens: Record<string, string>) => {
        const [access, id] = [decodeJwt(tokens['access_token'] ?? ''), decodeJwt(tokens['id_token'] ?? '')]
        return [access, id].map(({ sub, auth_time, acr, amr }) => ({ sub, auth_time, acr, amr }))
      }
      const tokens = await fapiTokens()
      const [access, id] = login(tokens)
      expect(access).toEqual(id)
      expect(access?.auth_time).toEqual(expect.any(Number))
      server.clock.advance(60)
      const refreshed = login((await rp.refresh(tokens['refresh_token'] ?? '')).json as Record<string, string>)
      expect(refreshed).toEqual([access, access])
    })

    it('is for the owners of its scopes, and this server where openid is among them (RFC9068-3, RFC9700-2.3, FAPI2-SP-FINAL-5.3.2.1-14, RFC8707-2.2, SEC-26)', async () => {
      const audience = async (overrides: object) => decodeJwt((await webTokens(overrides))['access_token'] ?? '').aud
      expect(await audience({ scope: 'openid' })).toBe(server.issuer)
      expect(await audience({ scope: 'payments' })).toBe('https://payments.example.com')
      expect(await audience({ scope: 'openid payments accounts' })).toEqual([
        'https://payments.example.com',
        'https://accounts.example.com',
        server.issuer,
      ])
      expect(await audience({ scope: 'openid payments', resource: 'https://payments.example.com' })).toBe('https://payments.example.com')
    })

    it('is narrowed to a resource of the grant, with the scopes that mean something there (RFC8707-3, RFC8707-2.2, SEC-214, SEC-215)', async () => {
      const code = await webCode({ scope: 'openid payments accounts' })
      const { json } = await redeemWeb(code, { resource: 'https://payments.example.com' })
      expect(decodeJwt(String(json['access_token']))).toMatchObject({ aud: 'https://payments.example.com', scope: 'openid payments' })
      expect(json['scope']).toBe('openid payments')
      const refreshed = await webToken({
        grant_type: 'refresh_token',
        refresh_token: String(json['refresh_token']),
        resource: 'https://accounts.example.com',
      })
      expect(decodeJwt(String(refreshed.json['access_token'])).aud).toBe('https://accounts.example.com')
    })

    it.each(['https://unknown.example.com', 'https://accounts.example.com', 'not-a-uri', 'https://payments.example.com#x'])(
      'is not made for %s outside the grant (SEC-215)',
      async (resource) => {
        expect(error(await redeemWeb(await webCode({ scope: 'openid payments' }), { resource }))).toEqual([400, 'invalid_target'])
      },
    )
  })

  describe('an ID token', () => {
    it('says who logged in when and how, and no more (OIDCC-2, SEC-231)', async () => {
      const { id_token: token = '', access_token: accessToken = '' } = await fapiTokens()
      expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'ES256' })
      const claims = decodeJwt(token)
      expect(claims).toMatchObject({
        iss: server.issuer,
        aud: 'fapi',
        nonce: 'a-nonce',
        acr: 'https://refeds.org/profile/sfa',
        amr: ['pwd'],
      })
      expect(claims['at_hash']).toBe(Buffer.from(sha256(accessToken), 'base64url').subarray(0, 16).toString('base64url'))
      expect(Object.keys(claims).toSorted()).toEqual([
        'acr',
        'amr',
        'at_hash',
        'aud',
        'auth_time',
        'exp',
        'iat',
        'iss',
        'nonce',
        'sid',
        'sub',
      ])
    })

    it('names the session to clients that registered an address for logouts, and to no others (OIDCBCL-2.1, OIDCRPIL-2)', async () => {
      const other = new RelyingParty(server, 'fapi-2', keys.fapi2)
      const { json } = await other.redeem(await person.getCode(await other.pushedUrl()))
      const [named, unnamed] = [await fapiTokens(), json as Record<string, string>].map(({ id_token: token = '' }) => decodeJwt(token))
      expect([named?.['sid'], unnamed]).toEqual([expect.any(String), expect.not.objectContaining({ sid: expect.anything() as unknown })])
    })

    it('is signed with RS256 for other clients, and has no nonce when none was sent (OIDCR-2, oidcc-idtoken-signature)', async () => {
      const { id_token: token = '' } = await webTokens({ nonce: undefined })
      expect(decodeProtectedHeader(token).alg).toBe('RS256')
      expect(decodeJwt(token)['nonce']).toBeUndefined()
    })

    it('comes in an answer that no cache keeps, for use as Bearer (OIDCC-3.1.3.3)', async () => {
      const { status, headers, json } = await redeemWeb(await webCode())
      expect([status, headers.get('cache-control'), headers.get('pragma')]).toEqual([200, 'no-store', 'no-cache'])
      expect(json).toMatchObject({ token_type: 'Bearer', id_token: expect.any(String) as string, expires_in: 600 })
    })

    it('is not given without openid (FAPI2-SP-FINAL-5.3.2.3, SEC-45)', async () => {
      expect((await webTokens({ scope: 'email' }))['id_token']).toBeUndefined()
    })

    it('carries claims that were asked for by name (OIDCC-5.5, test-claims-parameter-identity-claims)', async () => {
      const claims =
        '{"id_token":{"name":null,"email":{"essential":true},"unknown":null,"__proto__":null,"sub":null},"userinfo":{"phone_number":null},"foo":1}'
      const tokens = await webTokens({ scope: 'openid', claims })
      expect(decodeJwt(tokens['id_token'] ?? '')).toMatchObject({ name: 'Alice Liddell', email: 'alice@example.com' })
      const { json } = await read(await fetch(party.url('/userinfo'), { headers: { authorization: `Bearer ${tokens['access_token']}` } }))
      expect(Object.keys(json).toSorted()).toEqual(['phone_number', 'sub'])
    })

    it('keeps a nonce of 64 and of 384 characters (SEC-40, ensure-authorization-request-with-long-nonce)', async () => {
      for (const nonce of ['n'.repeat(64), 'n'.repeat(384)])
        expect(decodeJwt((await fapiTokens({ nonce }))['id_token'] ?? '')['nonce']).toBe(nonce)
    })
  })

  describe('a refresh', () => {
    it('of a FAPI 2.0 client keeps the token, may use a new key, and renews the ID token (OIDCC-12.2, FAPI2-SP-FINAL-5.3.2.1-9, SEC-21, SEC-124, refresh-token)', async () => {
      const tokens = await fapiTokens()
      server.clock.advance(2)
      const answer = await rp.refresh(
        tokens['refresh_token'] ?? '',
        {},
        { dpop: rp.proof('POST', rp.url('/token'), {}, {}, new TestKey()) },
      )
      expect(answer.json['refresh_token']).toBe(tokens['refresh_token'])
      const [first, second] = [tokens['id_token'] ?? '', String(answer.json['id_token'])].map((token) => decodeJwt(token))
      expect(second).toMatchObject({ sub: first?.sub, auth_time: first?.['auth_time'], aud: first?.aud })
      expect(second?.iat).toBeGreaterThan(first?.iat ?? 0)
      expect(second?.['nonce']).toBeUndefined()
    })

    it('is refused without proof, without authentication, and to another client (OIDCC-12.3, SEC-123, SEC-218)', async () => {
      const { refresh_token: token = '' } = await fapiTokens()
      expect(error(await rp.refresh(token, {}, { dpop: null }))).toEqual([400, 'invalid_request'])
      expect(error(await rp.post('/token', { grant_type: 'refresh_token', refresh_token: token }))).toEqual([401, 'invalid_client'])
      expect(error(await new RelyingParty(server, 'fapi-2', keys.fapi2).refresh(token))).toEqual([400, 'invalid_grant'])
      expect((await rp.refresh(token)).status).toBe(200)
    })

    it('narrows the scope of the access token, never of the grant, and never widens it (OIDCC-12.1, RFC6749-6, SEC-224)', async () => {
      const { refresh_token: token = '' } = await fapiTokens({ scope: 'openid email payments offline_access' })
      expect((await rp.refresh(token, { scope: 'payments' })).json['scope']).toBe('payments')
      expect((await rp.refresh(token)).json['scope']).toBe('openid email payments offline_access')
      expect(error(await rp.refresh(token, { scope: 'openid accounts' }))).toEqual([400, 'invalid_scope'])
    })

    const rotate = (token: string) => webToken({ grant_type: 'refresh_token', refresh_token: token })

    it('of other clients rotates; within 30 seconds the old token gives the same successor (SEC-219, SEC-222)', async () => {
      const { refresh_token: token = '' } = await webTokens()
      const first = await rotate(token)
      expect(first.json['refresh_token']).not.toBe(token)
      server.clock.advance(30)
      expect((await rotate(token)).json['refresh_token']).toBe(first.json['refresh_token'])
    })

    it('with a rotated token ends the grant once its successor was used, or 30 seconds have passed (SEC-220)', async () => {
      for (const late of [true, false]) {
        const { refresh_token: token = '' } = await webTokens()
        const { json } = await rotate(token)
        if (late) server.clock.advance(31)
        else await rotate(String(json['refresh_token']))
        expect(error(await rotate(token))).toEqual([400, 'invalid_grant'])
        expect(error(await rotate(String(json['refresh_token'])))).toEqual([400, 'invalid_grant'])
        expect((await fetch(party.url('/userinfo'), { headers: { authorization: `Bearer ${String(json['access_token'])}` } })).status).toBe(
          401,
        )
      }
    })

    it('ends after 30 idle days, and after 180 days in all (SEC-227)', async () => {
      const day = 24 * 60 * 60
      const { refresh_token: idle = '' } = await fapiTokens()
      server.clock.advance(30 * day + 1)
      expect(error(await rp.refresh(idle))).toEqual([400, 'invalid_grant'])
      person = new Person(server)
      const { refresh_token: busy = '' } = await fapiTokens()
      for (let days = 0; days < 180; days += 20) {
        expect((await rp.refresh(busy)).status).toBe(200)
        server.clock.advance(20 * day)
      }
      expect(error(await rp.refresh(busy))).toEqual([400, 'invalid_grant'])
      person = new Person(server)
    })

    it('without offline_access ends with its session, and keeps it from idling out (OIDCC-11, SEC-226)', async () => {
      const other = new Person(server)
      const tokens = await webTokens({ scope: 'openid email' }, other)
      server.clock.advance(3000)
      const { json } = await rotate(tokens['refresh_token'] ?? '')
      server.clock.advance(3000)
      const again = await rotate(String(json['refresh_token']))
      expect(again.status).toBe(200)
      server.clock.advance(3601)
      expect(error(await rotate(String(again.json['refresh_token'])))).toEqual([400, 'invalid_grant'])
      person = new Person(server)
    })

    it('of a public client is bound to its key, and rotates without grace when it has none (RFC9449-5, RFC9700-2.2.2, SEC-122, SEC-222)', async () => {
      const spa = new RelyingParty(server, 'spa', undefined, 'https://spa.example.com/cb')
      const spaTokens = async (dpop: boolean) => {
        const code = await person.getCode(spa.authorizationUrl(spa.authorizationParams({ scope: 'openid offline_access' })))
        const params = {
          client_id: 'spa',
          grant_type: 'authorization_code',
          code,
          redirect_uri: spa.redirectUri,
          code_verifier: spa.verifier,
        }
        return (await spa.post('/token', params, dpop ? { dpop: spa.proof('POST', spa.url('/token')) } : {})).json as Record<string, string>
      }
      const refresh = (token: string, key?: TestKey) =>
        spa.post(
          '/token',
          { client_id: 'spa', grant_type: 'refresh_token', refresh_token: token },
          key ? { dpop: spa.proof('POST', spa.url('/token'), {}, {}, key) } : {},
        )
      const bound = await spaTokens(true)
      expect(bound['token_type']).toBe('DPoP')
      expect(error(await refresh(bound['refresh_token'] ?? '', new TestKey()))).toEqual([400, 'invalid_grant'])
      expect((await refresh(bound['refresh_token'] ?? '')).status).toBe(400)
      expect((await refresh(bound['refresh_token'] ?? '', spa.proofKey)).status).toBe(200)
      const free = await spaTokens(false)
      const { json } = await refresh(free['refresh_token'] ?? '')
      expect(error(await refresh(free['refresh_token'] ?? ''))).toEqual([400, 'invalid_grant'])
      expect(error(await refresh(String(json['refresh_token'])))).toEqual([400, 'invalid_grant'])
    })
  })

  describe('client_credentials', () => {
    const ask = (of: RelyingParty, params = {}) => of.call('/token', { grant_type: 'client_credentials', ...params })

    it('gives the registered scopes less those about people, possibly none (RFC6749-4.4.2, SEC-250)', async () => {
      const { status, json } = await ask(rp)
      expect([status, json['scope']]).toEqual([200, 'payments accounts'])
      expect(decodeJwt(String(json['access_token']))).toMatchObject({ sub: 'fapi', client_id: 'fapi', scope: 'payments accounts' })
      expect(json['refresh_token'] ?? json['id_token']).toBeUndefined()
    })

    it.each(['openid', 'offline_access', 'payments profile', 'unknown'])('gives no %s (SEC-250)', async (scope) => {
      expect(error(await ask(rp, { scope }))).toEqual([400, 'invalid_scope'])
    })

    it('gives nothing at UserInfo (SEC-63)', async () => {
      const { json } = await ask(rp)
      expect([401, 403]).toContain((await rp.userinfo(String(json['access_token']))).status)
    })
  })

  describe('UserInfo', () => {
    it('answers GET and POST, whatever the case of the scheme (OIDCC-5.3, FAPI2-SP-FINAL-5.3.4-1, RFC6750-2.1, RFC9449-7.1, access-token-type-header-case-sensitivity, SEC-110)', async () => {
      const { access_token: token = '' } = await fapiTokens({ scope: 'openid email' })
      const expected = { status: 200, json: { email: 'alice@example.com', email_verified: true, sub: expect.any(String) as string } }
      expect(await rp.userinfo(token, { authorization: `dPOP ${token}` })).toMatchObject(expected)
      const dpop = rp.proof('POST', rp.url('/userinfo'), { ath: sha256(token) })
      const posted = await read(await fetch(rp.url('/userinfo'), { method: 'POST', headers: { authorization: `DPoP ${token}`, dpop } }))
      expect(posted).toMatchObject(expected)
    })

    it('takes a bearer token in a form from an oidc client, and from nobody else (RFC6750-2.2, SEC-48, oidcc-userinfo-post-body)', async () => {
      const { access_token: token = '' } = await webTokens()
      expect((await party.post('/userinfo', { access_token: token })).status).toBe(200)
      expect((await party.post('/userinfo', { access_token: (await fapiTokens())['access_token'] })).status).toBe(401)
    })

    it('takes no token that comes in two ways at once (RFC6750-2)', async () => {
      const { access_token: token = '' } = await webTokens()
      const headers = { authorization: `Bearer ${token}` }
      const body = new URLSearchParams({ access_token: token })
      expect(error(await read(await fetch(party.url('/userinfo'), { method: 'POST', headers, body })))).toEqual([400, 'invalid_request'])
    })

    it('takes no token in the address (RFC9700-4.3.2, FAPI2-SP-FINAL-5.3.4-2, SEC-49)', async () => {
      const { access_token: token = '' } = await webTokens()
      expect([400, 401]).toContain((await fetch(party.url(`/userinfo?access_token=${token}`))).status)
    })

    it.each([
      ['no token', {}, 401, undefined],
      ['Basic credentials', { authorization: 'Basic eDp5' }, 400, 'invalid_request'],
      ['a tab after the scheme', { authorization: 'Bearer\tx' }, 400, 'invalid_request'],
      ['a token that is none', { authorization: 'Bearer a.b.c' }, 401, 'invalid_token'],
    ])('refuses %s (OIDCC-5.3.3, RFC6750-3.1, SEC-371)', async (_, headers, status, code) => {
      const answer = await read(await fetch(rp.url('/userinfo'), { headers }))
      expect(error(answer)).toEqual([status, code])
      if (status === 401) expect(answer.headers.get('www-authenticate')).toMatch(/DPoP|Bearer/)
    })

    it.each([
      ['a bound token as Bearer', (token: string) => ({ authorization: `Bearer ${token}` })],
      ['a bound token without proof', () => ({ dpop: '' })],
      ['a proof without ath', () => ({ dpop: rp.proof('GET', rp.url('/userinfo')) })],
      ['a proof for another token', () => ({ dpop: rp.proof('GET', rp.url('/userinfo'), { ath: sha256('another token') }) })],
      [
        'a proof by another key',
        (token: string) => ({ dpop: rp.proof('GET', rp.url('/userinfo'), { ath: sha256(token) }, {}, new TestKey()) }),
      ],
      ['a proof for another method', (token: string) => ({ dpop: rp.proof('PUT', rp.url('/userinfo'), { ath: sha256(token) }) })],
      ['a proof for another address', (token: string) => ({ dpop: rp.proof('GET', rp.url('/token'), { ath: sha256(token) }) })],
      ['an old proof', (token: string) => ({ dpop: rp.proof('GET', rp.url('/userinfo'), { ath: sha256(token), iat: rp.now - 3600 }) })],
    ])(
      'refuses %s (RFC9700-4.10.1, FAPI2-SP-FINAL-5.3.4-5, RFC9449-7.1, dpop-negative-tests, SEC-105, SEC-106, SEC-107, SEC-109)',
      async (_, headersOf) => {
        const { access_token: token = '' } = await fapiTokens()
        const answer = await rp.userinfo(token, headersOf(token))
        expect([400, 401]).toContain(answer.status)
        expect(answer.headers.get('www-authenticate')).toMatch(/DPoP/)
        expect((await rp.userinfo(token)).status).toBe(200)
      },
    )

    it('refuses an unbound token under the DPoP scheme (SEC-108)', async () => {
      const { access_token: token = '' } = await webTokens()
      expect((await rp.userinfo(token)).status).toBe(401)
    })

    it('refuses a proof that was used before (SEC-101)', async () => {
      const { access_token: token = '' } = await fapiTokens()
      const dpop = rp.proof('GET', rp.url('/userinfo'), { ath: sha256(token) })
      expect((await rp.userinfo(token, { dpop })).status).toBe(200)
      expect(error(await rp.userinfo(token, { dpop }))).toEqual([401, 'invalid_dpop_proof'])
    })

    it('refuses an ID token, an expired token, one for others, and one without openid (RFC9068-5, FAPI2-SP-FINAL-5.3.4-3, FAPI2-SP-FINAL-5.3.4-4, OIDCC-5.3.1, RFC9068-4, SEC-50, SEC-51, SEC-230)', async () => {
      const bearer = async (token = '') => (await fetch(rp.url('/userinfo'), { headers: { authorization: `Bearer ${token}` } })).status
      const tokens = await webTokens()
      expect(await bearer(tokens['id_token'])).toBe(401)
      expect(await bearer(`${tokens['access_token']?.slice(0, -6)}AAAAAA`)).toBe(401)
      expect(await bearer((await webTokens({ resource: 'https://payments.example.com', scope: 'openid payments' }))['access_token'])).toBe(
        401,
      )
      expect(await bearer((await webTokens({ scope: 'email' }))['access_token'])).toBe(403)
      server.clock.advance(601)
      expect(await bearer(tokens['access_token'])).toBe(401)
    })

    it.each([
      ['/userinfo', 'GET'],
      ['/token', 'POST'],
      ['/revoke', 'POST'],
    ])(
      'answers browsers of public clients across origins, and no others, as does %s (RFC7009-2.3, SEC-11, SEC-115)',
      async (path, method) => {
        const preflight = (origin: string) =>
          fetch(rp.url(path), {
            method: 'OPTIONS',
            headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': 'authorization,dpop' },
          })
        const allowed = await preflight('https://spa.example.com')
        expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([204, 'https://spa.example.com'])
        expect(allowed.headers.get('access-control-allow-credentials')).toBeNull()
        for (const origin of ['https://evil.example', 'null', 'https://rp.example.com'])
          expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull()
        const refused = await fetch(rp.url(path), { method, headers: { origin: 'https://spa.example.com' } })
        expect(refused.headers.get('access-control-expose-headers')).toMatch(/DPoP-Nonce.*WWW-Authenticate/i)
      },
    )
  })

  describe('introspection', () => {
    it('tells a resource server what is meant for it, and nothing else (RFC7662-2.2, RFC7662-4, SEC-237)', async () => {
      const { access_token: token = '' } = await webTokens({ scope: 'openid payments accounts' })
      const payments = await new RelyingParty(server, 'payments-api', keys.payments).introspect(token)
      expect(payments.json).toMatchObject({ active: true, aud: 'https://payments.example.com', scope: 'payments', username: 'alice' })
      const rs = await new RelyingParty(server, 'rs', keys.resourceServer).introspect(token)
      expect(rs.json).toMatchObject({ active: true, aud: server.issuer, scope: 'openid' })
      expect((await rp.introspect(token)).json).toEqual({ active: false })
      const { access_token: accounts = '' } = await webTokens({ scope: 'accounts' })
      expect((await new RelyingParty(server, 'payments-api', keys.payments).introspect(accounts)).json).toEqual({ active: false })
    })

    it('tells a client about its own tokens, with the key they are bound to (RFC9449-6.2, RFC7662-2.2, SEC-126, SEC-242)', async () => {
      const tokens = await fapiTokens()
      expect((await rp.introspect(tokens['access_token'] ?? '')).json).toMatchObject({
        active: true,
        token_type: 'DPoP',
        cnf: { jkt: rp.proofKey.thumbprint },
      })
      expect((await rp.introspect(tokens['refresh_token'] ?? '')).json).toMatchObject({ active: true, client_id: 'fapi' })
      const rs = new RelyingParty(server, 'rs', keys.resourceServer)
      expect((await rs.introspect(tokens['refresh_token'] ?? '')).json).toEqual({ active: false })
    })

    it.each(['x', 'a.b.c', '__proto__', 'x'.repeat(5000)])(
      'says of %.20s only that it is not active (RFC7662-2.2, SEC-238)',
      async (token) => {
        expect((await rp.introspect(token)).json).toEqual({ active: false })
      },
    )

    it('is not for public clients (RFC7662-2.1, SEC-236)', async () => {
      expect(error(await rp.post('/introspect', { client_id: 'spa', token: 'x' }))).toEqual([401, 'invalid_client'])
    })

    it('knows no ID token, code or request_uri (SEC-242)', async () => {
      const tokens = await fapiTokens()
      const pushed = String((await rp.push()).json['request_uri'])
      for (const token of [tokens['id_token'] ?? '', await fapiCode(), pushed, pushed.split(':').at(-1) ?? ''])
        expect((await rp.introspect(token)).json).toEqual({ active: false })
    })

    it('needs a token (RFC7662-2.1)', async () => {
      expect(error(await rp.call('/introspect', {}))).toEqual([400, 'invalid_request'])
    })
  })

  describe('revocation', () => {
    it('of a refresh token ends the grant; the answer is empty, has no type, and repeats (RFC7009-2.1, RFC7009-2.2, SEC-244)', async () => {
      const tokens = await fapiTokens()
      const answer = await rp.revoke(tokens['refresh_token'] ?? '')
      expect([answer.status, answer.text, answer.headers.get('content-type')]).toEqual([200, '', null])
      expect((await rp.userinfo(tokens['access_token'] ?? '')).status).toBe(401)
      expect((await rp.revoke(tokens['refresh_token'] ?? '')).status).toBe(200)
    })

    it('of an access token ends it alone (FAPI2-SP-FINAL-5.3.4-3, RFC7009-2.1, SEC-244)', async () => {
      const tokens = await fapiTokens()
      await rp.revoke(tokens['access_token'] ?? '')
      expect((await rp.userinfo(tokens['access_token'] ?? '')).status).toBe(401)
      expect((await rp.refresh(tokens['refresh_token'] ?? '')).status).toBe(200)
    })

    it("of somebody else's token, or of nonsense, changes nothing and is no error (RFC7009-2.1, RFC7009-2.2, SEC-243)", async () => {
      const tokens = await fapiTokens()
      const other = new RelyingParty(server, 'fapi-2', keys.fapi2)
      for (const token of [tokens['refresh_token'] ?? '', tokens['access_token'] ?? '', 'nonsense', 'a.b.c'])
        expect((await other.revoke(token)).status).toBe(200)
      expect((await rp.userinfo(tokens['access_token'] ?? '')).status).toBe(200)
      expect((await rp.refresh(tokens['refresh_token'] ?? '')).status).toBe(200)
    })
  })
})
