import { decodeJwt } from 'jose'
import { bob, e2eSeed, keys, secret } from '../support/e2e-seed'
import { errorOf, formOf, Person } from '../support/person'
import type { Page } from '../support/person'
import { RelyingParty, toForm } from '../support/relying-party'
import { TestKey } from '../support/test-keys'
import { useServer } from '../support/use-server'

const web = { client_id: 'web-post', client_secret: secret }
const bye = 'https://rp.example.com/bye'
const asPage = (at: Page | URL): Page => {
  if (at instanceof URL) throw new Error(`expected a page, was led to ${at.href}`)
  return at
}

const houseClient = {
  client_id: 'house',
  client_secret: secret,
  client_type: 'internal',
  logout_confirmation: 'skip',
  token_endpoint_auth_method: 'client_secret_post',
  redirect_uris: ['https://rp.example.com/cb'],
  post_logout_redirect_uris: [bye],
  scope: 'openid email',
}
const changedAt = (handle = '') => `${handle.slice(0, 20)}${handle[20] === 'A' ? 'B' : 'A'}${handle.slice(21)}`
const addressOf = (at: Page | URL): string => (at instanceof URL ? at.href : at.url)

describe('logout', () => {
  const server = useServer({ seed: { ...e2eSeed, clients: [...e2eSeed.clients, houseClient] } })
  const party = new RelyingParty(server, 'web-post')

  const authorizationUrl = (overrides = {}) => party.authorizationUrl(party.authorizationParams({ scope: 'openid email', ...overrides }))
  const logIn = async (person: Person, overrides = {}) => {
    const code = await person.getCode(authorizationUrl(overrides))
    const params = { ...web, grant_type: 'authorization_code', code, redirect_uri: party.redirectUri, code_verifier: party.verifier }
    return (await party.post('/token', params)).json as Record<string, string>
  }
  const url = (params: Record<string, string | undefined>) => `/logout?${toForm(params).toString()}`
  const isSignedIn = async (person: Person) => {
    const at = await person.open(authorizationUrl({ prompt: 'none' }))
    return at instanceof URL && at.searchParams.get('error') === null
  }
  const refresh = async (tokens: Record<string, string>) =>
    (await party.post('/token', { ...web, grant_type: 'refresh_token', refresh_token: tokens['refresh_token'] })).status

  it('asks, ends the session and what hangs on it, and goes back with state and nothing else (OIDCBCL-2.7, OIDCRPIL-2, SEC-279, SEC-280, oidcc-rp-initiated-logout)', async () => {
    const person = new Person(server)
    const [tokens, offline] = [await logIn(person), await logIn(person, { scope: 'openid email offline_access' })]
    const page = await person.page(url({ id_token_hint: tokens['id_token'], post_logout_redirect_uri: bye, state: 'x y' }))
    expect(page.html).toContain('id="logout-form"')
    expect(await isSignedIn(person)).toBe(true)
    expect(addressOf(await person.submit(page, { decision: 'logout' }))).toBe(`${bye}?state=x+y`)
    expect(person.cookies.has(person.sessionCookie)).toBe(false)
    expect(await isSignedIn(person)).toBe(false)
    expect(await refresh(tokens)).toBe(400)
    expect(await refresh(offline)).toBe(200)
    const bearer = { headers: { authorization: `Bearer ${tokens['access_token']}` } }
    expect((await fetch(party.url('/userinfo'), bearer)).status).toBe(401)
  })

  it('ends nothing when the person stays (OIDCRPIL-2)', async () => {
    const person = new Person(server)
    const tokens = await logIn(person)
    const page = await person.page(url({ id_token_hint: tokens['id_token'], post_logout_redirect_uri: bye }))
    expect(asPage(await person.submit(page, { decision: 'stay' })).html).toContain('data-stayed="true"')
    expect(await isSignedIn(person)).toBe(true)
  })

  it('takes a hint that has expired (OIDCRPIL-2, SEC-276)', async () => {
    const person = new Person(server)
    const { id_token: hint } = await logIn(person)
    server.clock.advance(3000)
    const page = await person.page(url({ id_token_hint: hint, post_logout_redirect_uri: bye }))
    expect(addressOf(await person.submit(page, { decision: 'logout' }))).toBe(bye)
  })

  it('keeps the query of the address it goes back to (OIDCRPIL-3)', async () => {
    const person = new Person(server)
    const { id_token: hint } = await logIn(person)
    const page = await person.page(url({ id_token_hint: hint, post_logout_redirect_uri: `${bye}?from=as`, state: 's' }))
    expect(addressOf(await person.submit(page, { decision: 'logout' }))).toBe(`${bye}?from=as&state=s`)
  })

  it.each([
    ['an address that is not registered', { post_logout_redirect_uri: 'https://evil.example/' }],
    ['an added query', { post_logout_redirect_uri: `${bye}?foo=bar` }],
    ['the client_id of another client', { post_logout_redirect_uri: bye, client_id: 'fapi' }],
  ])(
    'refuses %s with a page (OIDCRPIL-3, FAPI2-SP-FINAL-5.3.2.1-7, SEC-276, SEC-277, oidcc-rp-initiated-logout-bad-post-logout-redirect-uri)',
    async (_, params) => {
      const person = new Person(server)
      const { id_token: hint } = await logIn(person)
      const page = await person.page(url({ id_token_hint: hint, ...params }))
      expect([page.status, errorOf(page)]).toEqual([400, 'invalid_request'])
      expect(await isSignedIn(person)).toBe(true)
    },
  )

  it('refuses a hint that is unsigned, signed by others, changed, or no ID token (OIDCRPIL-4, SEC-276, oidcc-rp-initiated-logout-modified-id-token-hint)', async () => {
    const person = new Person(server)
    const tokens = await logIn(person)
    const { id_token: hint = '' } = tokens
    const [, payload = ''] = hint.split('.')
    const unsigned = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${payload}.`
    const foreign = new TestKey().jwt({ typ: 'JWT' }, decodeJwt(hint))
    for (const bad of [unsigned, foreign, `${hint.slice(0, -8)}AAAAAAAA`, tokens['access_token'], 'x', 'a.b.c']) {
      const page = await person.page(url({ id_token_hint: bad, post_logout_redirect_uri: bye }))
      expect([page.status, errorOf(page)]).toEqual([400, 'invalid_request'])
    }
  })

  it('asks, and goes to an address that client_id names, without a hint as well (OIDCRPIL-2, OIDCRPIL-3, SEC-277)', async () => {
    const person = new Person(server)
    await logIn(person)
    const params = { client_id: 'web-post', post_logout_redirect_uri: bye, state: 's' }
    const page = await person.page(url(params))
    expect(page.html).toContain('id="logout-form"')
    expect(addressOf(await person.submit(page, { decision: 'logout' }))).toBe(`${bye}?state=s`)
    expect(await isSignedIn(person)).toBe(false)
    const refused = await person.page(url({ ...params, post_logout_redirect_uri: 'https://evil.example/' }))
    expect([refused.status, errorOf(refused)]).toEqual([400, 'invalid_request'])
  })

  it('is not asked about where a client of the house skips that, and the hint is of the very session (OIDCRPIL-2, SEC-278)', async () => {
    const person = new Person(server)
    const house = new RelyingParty(server, 'house')
    const log = async () => {
      const code = await person.getCode(house.authorizationUrl(house.authorizationParams({ scope: 'openid email' })))
      const params = { client_id: 'house', client_secret: secret, grant_type: 'authorization_code', code }
      const redeemed = await house.post('/token', { ...params, redirect_uri: house.redirectUri, code_verifier: house.verifier })
      return String((redeemed.json as Record<string, string>)['id_token'])
    }
    const hint = await log()
    expect((await person.page(url({ client_id: 'house' }))).html).toContain('id="logout-form"')
    const { id_token: others } = await logIn(new Person(server))
    expect((await person.page(url({ id_token_hint: others }))).html).toContain('id="logout-form"')
    expect(addressOf(await person.open(url({ id_token_hint: hint, post_logout_redirect_uri: bye })))).toBe(bye)
    expect(await isSignedIn(person)).toBe(false)
  })

  it.each([{}, { state: 's' }, { client_id: 'web-post', state: 's' }, { post_logout_redirect_uri: bye }])(
    'without a hint asks, and goes nowhere: %j (OIDCRPIL-6, OIDCRPIL-3, SEC-277, oidcc-rp-initiated-logout-no-id-token-hint, oidcc-rp-initiated-logout-no-params)',
    async (params) => {
      const person = new Person(server)
      await logIn(person)
      const page = await person.page(url(params))
      const after = asPage(await person.submit(page, { decision: 'logout' }))
      expect(after.html).toContain('id="logged-out"')
      expect(await isSignedIn(person)).toBe(false)
      expect((await person.page(url(params))).html).toContain('id="logged-out"')
    },
  )

  it('needs the page: other sites, other sessions and changed handles end nothing (SEC-278, SEC-290)', async () => {
    const person = new Person(server)
    await logIn(person)
    const page = await person.page(url({}))
    const { action, hidden } = formOf(page)
    const body = () => new URLSearchParams({ ...hidden, decision: 'logout' })
    expect((await person.fetch(action, { method: 'POST', body: body(), headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403)
    const other = new Person(server, bob.username, bob.password)
    await logIn(other)
    expect((await other.fetch(action, { method: 'POST', body: body() })).status).toBe(400)
    const forged = new URLSearchParams({ handle: changedAt(hidden['handle']), decision: 'logout' })
    expect((await person.fetch(action, { method: 'POST', body: forged })).status).toBe(400)
    expect([await isSignedIn(person), await isSignedIn(other)]).toEqual([true, true])
  })

  it('takes a form from another site, and keeps the hint out of addresses (SEC-287)', async () => {
    const person = new Person(server)
    const { id_token: hint = '' } = await logIn(person)
    const body = new URLSearchParams({ id_token_hint: hint, post_logout_redirect_uri: bye })
    const response = await fetch(party.url('/logout'), { method: 'POST', body, redirect: 'manual' })
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).not.toContain(hint)
    const page = await person.page(response.headers.get('location') ?? '')
    expect(addressOf(await person.submit(page, { decision: 'logout' }))).toBe(bye)
  })

  it('ends the session of the hint when its cookie is gone, in the same browser (SEC-281)', async () => {
    const person = new Person(server)
    const { id_token: hint, ...tokens } = await logIn(person)
    person.cookies.delete(person.sessionCookie)
    const page = await person.page(url({ id_token_hint: hint, post_logout_redirect_uri: bye }))
    expect(addressOf(await person.submit(page, { decision: 'logout' }))).toBe(bye)
    expect(await refresh(tokens)).toBe(400)
  })

  it('ends nothing by an ID token alone: neither in another browser, nor with the page of this one (OIDCRPIL-2, SEC-278)', async () => {
    const person = new Person(server)
    const { id_token: hint } = await logIn(person)
    const elsewhere = new Person(server)
    expect(addressOf(await elsewhere.open(url({ id_token_hint: hint, post_logout_redirect_uri: bye })))).toBe(bye)
    const { action, hidden } = formOf(await person.page(url({ id_token_hint: hint })))
    const body = () => new URLSearchParams({ ...hidden, decision: 'logout' })
    expect((await elsewhere.fetch(action, { method: 'POST', body: body() })).status).toBe(400)
    expect((await fetch(party.url(action), { method: 'POST', body: body() })).status).toBe(400)
    expect(await isSignedIn(person)).toBe(true)
  })

  it('goes straight back when nobody is signed in (OIDCRPIL-2)', async () => {
    const person = new Person(server)
    const { id_token: hint } = await logIn(person)
    await person.submit(await person.page(url({})), { decision: 'logout' })
    expect(addressOf(await person.open(url({ id_token_hint: hint, post_logout_redirect_uri: bye, state: 's' })))).toBe(`${bye}?state=s`)
  })

  it('leaves the sessions of other browsers alone (SEC-283)', async () => {
    const [one, two] = [new Person(server), new Person(server)]
    const [first, second] = [await logIn(one), await logIn(two)]
    expect(decodeJwt(first['id_token'] ?? '')['sid']).not.toBe(decodeJwt(second['id_token'] ?? '')['sid'])
    await one.submit(await one.page(url({ id_token_hint: first['id_token'] })), { decision: 'logout' })
    expect(await isSignedIn(two)).toBe(true)
  })

  it('is refused for tokens of FAPI clients alike (SEC-280)', async () => {
    const rp = new RelyingParty(server, 'fapi', keys.fapi)
    const person = new Person(server)
    const { json } = await rp.redeem(await person.getCode(await rp.pushedUrl({ scope: 'openid' })))
    await person.submit(await person.page(url({ id_token_hint: String(json['id_token']), post_logout_redirect_uri: bye })), {
      decision: 'logout',
    })
    expect((await rp.refresh(String(json['refresh_token']))).status).toBe(400)
    expect((await rp.introspect(String(json['access_token']))).json).toEqual({ active: false })
  })
})
