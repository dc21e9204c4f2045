import { decodeJwt } from 'jose'
import { rawRequest } from '../support/raw-request'
import { bob, e2eSeed, keys, secret } from '../support/e2e-seed'
import { errorOf, Person } from '../support/person'
import type { Page } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import { startServer } from '../support/test-server'
import { useServer } from '../support/use-server'
import { Clients } from '#records/clients/clients.repository'
import { Grants } from '#records/grants/grants.repository'
import { Secrets } from '#platform/secrets/secrets'
import { Sessions } from '#records/sessions/sessions.repository'
import { toClientMetadata } from '#libs/client-metadata/to-client-metadata'

const web = { client_id: 'web-post', client_secret: secret }
const asPage = (at: Page | URL): Page => {
  if (at instanceof URL) throw new Error(`expected a page, was led to ${at.href}`)
  return at
}
const errorAt = (at: Page | URL) => (at instanceof URL ? at.searchParams.get('error') : errorOf(at))

describe('what an attacker tries in between', () => {
  const server = useServer({ seed: e2eSeed })
  const rp = new RelyingParty(server, 'fapi', keys.fapi)
  const party = new RelyingParty(server, 'web-post')

  const url = (overrides = {}) => party.authorizationUrl(party.authorizationParams({ scope: 'openid email', ...overrides }))
  const token = (params: Record<string, string | undefined>) => party.post('/token', { ...web, ...params })
  const redeem = (code: string, overrides = {}) =>
    token({ grant_type: 'authorization_code', code, redirect_uri: party.redirectUri, code_verifier: party.verifier, ...overrides })
  const sidOf = (idToken: unknown) => String(decodeJwt(String(idToken))['sid'])
  const subOf = (idToken: unknown) => String(decodeJwt(String(idToken)).sub)

  it('no token about another person than the claims parameter names (OIDCC-3.1.2.2, OIDCC-5.5.1)', async () => {
    const person = new Person(server)
    const { json } = await redeem(await person.getCode(url()))
    const sub = subOf(json['id_token'])
    const claims = (wish: object) => JSON.stringify({ id_token: { sub: wish } })
    expect(errorAt(await person.open(url({ prompt: 'none', claims: claims({ value: 'somebody-else' }) })))).toBe('login_required')
    expect(errorAt(await person.open(url({ prompt: 'none', claims: claims({ values: ['somebody-else', sub] }) })))).toBeNull()
    const hint = { id_token_hint: String(json['id_token']), claims: claims({ value: 'somebody-else' }) }
    expect(errorAt(await person.open(url({ prompt: 'none', ...hint })))).toBe('invalid_request')
    expect(asPage(await person.open(url({ claims: claims({ value: 'somebody-else' }) }))).html).toContain('id="login-form"')
  })

  it('no grant in a session that ended while the page was open (SEC-228, SEC-280)', async () => {
    const person = new Person(server)
    const { json } = await redeem(await person.getCode(url()))
    const consent = await person.page(url({ prompt: 'consent' }))
    const [one, two] = await Promise.all([
      person.submit(consent, { decision: 'allow' }),
      server.app.get(Sessions, { strict: false }).end(sidOf(json['id_token']), 'logout'),
    ])
    expect(two).toBeUndefined()
    const code = one instanceof URL ? one.searchParams.get('code') : null
    if (code !== null) expect((await redeem(code)).status).toBe(400)
    else expect(asPage(one).html).toContain('id="login-form"')
  })

  it('no refresh past the session once the client has lost offline_access, by whatever scope (SEC-225)', async () => {
    const clients = server.app.get(Clients, { strict: false })
    const entry = {
      client_id: 'offline',
      security_profile: 'fapi2',
      redirect_uris: [rp.redirectUri],
      jwks: { keys: [keys.fapi.publicJwk] },
    }
    const register = async (scope: string) => {
      const given = { ...entry, grant_types: ['authorization_code', 'refresh_token'], scope }
      await clients.put(
        toClientMetadata(given, { production: true }).metadata,
        [],
        server.app.get(Secrets, { strict: false }).digest('seed-digest', scope),
      )
    }
    await register('openid offline_access')
    const of = new RelyingParty(server, 'offline', keys.fapi)
    const { json } = await of.redeem(await new Person(server).getCode(await of.pushedUrl({ scope: 'openid offline_access' })))
    const refresh = () => of.refresh(String(json['refresh_token']), { scope: 'openid' })
    expect((await refresh()).status).toBe(200)
    await register('openid')
    expect((await refresh()).status).toBe(200)
    server.clock.advance(13 * 60 * 60)
    const late = await refresh()
    expect([late.status, late.json['error']]).toEqual([400, 'invalid_grant'])
  })

  it('no way back from a bound refresh token to bearer tokens, for public and confidential clients (RFC9449-5, SEC-122, SEC-123)', async () => {
    const spa = new RelyingParty(server, 'spa', undefined, 'https://spa.example.com/cb')
    const proof = () => ({ dpop: spa.proof('POST', spa.url('/token')) })
    const refresh = (of: RelyingParty, base: Record<string, string>, value: unknown, headers = {}) =>
      of.post('/token', { ...base, grant_type: 'refresh_token', refresh_token: String(value) }, headers)
    const code = await new Person(server).getCode(spa.authorizationUrl(spa.authorizationParams({ scope: 'openid offline_access' })))
    const first = await spa.post('/token', {
      client_id: 'spa',
      grant_type: 'authorization_code',
      code,
      redirect_uri: spa.redirectUri,
      code_verifier: spa.verifier,
    })
    const bound = await refresh(spa, { client_id: 'spa' }, first.json['refresh_token'], proof())
    expect(bound.json['token_type']).toBe('DPoP')
    expect((await refresh(spa, { client_id: 'spa' }, bound.json['refresh_token'])).status).toBe(400)
    const confidential = await redeem(await new Person(server).getCode(url()))
    const dpop = party.proof('POST', party.url('/token'))
    const upgraded = await refresh(party, web, confidential.json['refresh_token'], { dpop })
    expect(upgraded.json['token_type']).toBe('DPoP')
    expect((await refresh(party, web, upgraded.json['refresh_token'])).status).toBe(400)
  })

  it('no active token of a session that has idled out (SEC-238)', async () => {
    const { json } = await redeem(await new Person(server).getCode(url()))
    const introspect = async (value: unknown) => (await party.post('/introspect', { ...web, token: String(value) })).json['active']
    expect(await introspect(json['refresh_token'])).toBe(true)
    server.clock.advance(3_700)
    expect(await introspect(json['refresh_token'])).toBe(false)
  })

  it('no unlimited guessing by made-up clients from one address (SEC-446)', async () => {
    const fresh = await startServer({ seed: e2eSeed, environment: { ALDGATE_CLIENT_AUTHENTICATION_ATTEMPTS: '2' } })
    try {
      const of = new RelyingParty(fresh, 'x')
      const statuses = []
      for (let index = 0; index < 25; index += 1)
        statuses.push(
          (await of.post('/token', { client_id: `made-up-${index}`, client_secret: 'x', grant_type: 'client_credentials' })).status,
        )
      expect([statuses.filter((status) => status === 401).length, statuses.filter((status) => status === 429).length]).toEqual([20, 5])
    } finally {
      await fresh.close()
    }
  })

  it('no room of a public client filled for others (SEC-172, SEC-446)', async () => {
    const spa = new RelyingParty(server, 'spa', undefined, 'https://spa.example.com/cb')
    const push = () => spa.post('/par', { client_id: 'spa', ...spa.authorizationParams({ scope: 'openid' }) })
    const statuses = (await Promise.all(Array.from({ length: 60 }, push))).map(({ status }) => status)
    expect([statuses.filter((status) => status === 201).length, statuses.filter((status) => status === 429).length]).toEqual([50, 10])
  })

  it('no second identity in a second Authorization header (RFC9110-11.6.2, SEC-110, SEC-146)', async () => {
    const { json } = await redeem(await new Person(server).getCode(url()))
    const twice = [
      ['Authorization', `Bearer ${String(json['access_token'])}`],
      ['Authorization', 'Bearer other'],
    ] as const
    expect(await rawRequest(server.issuer, 'GET', '/userinfo', twice)).toMatch(/^HTTP\/1.1 400/)
    expect(await rawRequest(server.issuer, 'GET', '/userinfo', twice.slice(0, 1))).toMatch(/^HTTP\/1.1 200/)
  })

  it('no live grant behind a spent code (SEC-198)', async () => {
    const person = new Person(server)
    const grants = server.app.get(Grants, { strict: false })
    const { json } = await redeem(await person.getCode(url()))
    const sub = subOf(json['id_token'])
    const before = (await grants.findLiveOf({ sub }, 10)).length
    expect((await redeem(await person.getCode(url()), { code_verifier: 'x'.repeat(43) })).status).toBe(400)
    expect(await grants.findLiveOf({ sub }, 10)).toHaveLength(before)
  })

  it('no request beside a pushed one, and no bad hint accepted at PAR (RFC9101-5, RFC9126-2.1, SEC-169, SEC-179)', async () => {
    const at = `${await rp.pushedUrl()}&request=a.b.c`
    expect(errorAt(await new Person(server).open(at))).toBe('invalid_request')
    const pushed = await rp.push({ id_token_hint: 'e30.e30.e30' })
    expect([pushed.status, pushed.json['error']]).toEqual([400, 'invalid_request'])
  })

  it('no person stuck halfway by a request that is almost too long: the client hears of it (RFC9126-1)', async () => {
    for (let length = 2_000; length < 3_000; length += 100) {
      const person = new Person(server, bob.username, bob.password)
      const at = await person.open(url({ state: 's'.repeat(length), prompt: 'consent' }))
      if (length <= 2_100) expect(at).not.toBeInstanceOf(URL)
      if (at instanceof URL) expect(at.searchParams.get('error')).toBe('invalid_request')
      else expect(asPage(await person.logIn(at)).html).toContain('id="consent-form"')
    }
  })

  it('no endless address by logout (SEC-287)', async () => {
    const body = new URLSearchParams({ state: 's'.repeat(60_000) })
    expect((await fetch(party.url('/logout'), { method: 'POST', body, redirect: 'manual' })).status).toBe(400)
  })
})
