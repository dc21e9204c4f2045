import { oauthMetadataPathOf } from '#libs/issuer/metadata-path'
import { commandLineOf } from '../support/command-line'
import { e2eSeed, keys, secret } from '../support/e2e-seed'
import { Person } from '../support/person'
import type { Page } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import { SharedHost } from '../support/shared-host'
import { startServer } from '../support/test-server'
import type { TestServer } from '../support/test-server'
import { useServer } from '../support/use-server'

const path = '/realms/one'
const callback = 'https://rp.example.com/cb'
const partyOf = (server: Pick<TestServer, 'issuer' | 'clock'>) => new RelyingParty(server, 'web-post', undefined, callback)
const authorizationUrl = (party: RelyingParty, overrides = {}) =>
  party.authorizationUrl(party.authorizationParams({ scope: 'openid email', ...overrides }))

/** A person who notes where the server's pages, files and redirects lead within its host. */
class Surveyor extends Person {
  readonly seen = new Set<string>()

  override async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const response = await super.fetch(url, init)
    const html = await response.clone().text()
    const references = [...html.matchAll(/\b(?:href|src|action|formaction)="([^"]*)"/g)].map(([, value = '']) => value)
    for (const reference of [...references, response.headers.get('location') ?? '']) if (reference.startsWith('/')) this.seen.add(reference)
    return response
  }
}

const asPage = (at: Page | URL): Page => {
  if (at instanceof URL) throw new Error(`expected a page, was led to ${at.href}`)
  return at
}

describe('an issuer with a path', () => {
  const server = useServer({ seed: e2eSeed, path, environment: { ALDGATE_METRICS_TOKEN: 'a-token-that-is-long-enough-0123456789' } })
  const host = () => new URL(server.issuer).origin
  const statusOf = async (url: string, init?: RequestInit) => (await fetch(url, { redirect: 'manual', ...init })).status
  const jsonOf = async (url: string) => (await (await fetch(url)).json()) as Record<string, unknown>

  it('is described below its path, and where RFC 8414 has it at the root of the host (OIDCD-4, RFC8414-3.1, RFC8414-3.3)', async () => {
    const document = await jsonOf(`${server.issuer}/.well-known/openid-configuration`)
    expect(document['issuer']).toBe(server.issuer)
    for (const url of [`${server.issuer}/.well-known/oauth-authorization-server`, host() + oauthMetadataPathOf(server.issuer)]) {
      expect(await jsonOf(url)).toEqual(document)
      expect((await fetch(url, { headers: { origin: 'https://spa.example.com' } })).headers.get('access-control-allow-origin')).toBe('*')
    }
    for (const known of ['openid-configuration', 'oauth-authorization-server'])
      expect(await statusOf(`${host()}/.well-known/${known}`)).toBe(404)
  })

  it('names no endpoint outside of it (OIDCD-3, RFC8414-2)', async () => {
    const document = await jsonOf(`${server.issuer}/.well-known/openid-configuration`)
    const urls = Object.entries(document).filter(([name]) => /_(?:endpoint|uri)$/.test(name) && !name.startsWith('op_'))
    expect(urls.length).toBeGreaterThanOrEqual(8)
    expect(urls.filter(([, url]) => !String(url).startsWith(`${server.issuer}/`))).toEqual([])
  })

  it('is asked about a node at the root of the host as well: health and metrics', async () => {
    const bearer = { headers: { authorization: 'Bearer a-token-that-is-long-enough-0123456789' } }
    for (const base of [host(), server.issuer]) {
      for (const check of ['/health', '/health/live', '/health/ready']) expect(await statusOf(base + check)).toBe(200)
      expect(await statusOf(`${base}/metrics`, bearer)).toBe(200)
      expect(await statusOf(`${base}/metrics`)).toBe(404)
    }
  })

  it('counts requests under the routes of controllers, wherever the issuer lies', async () => {
    await fetch(`${server.issuer}/jwks`)
    const bearer = { headers: { authorization: 'Bearer a-token-that-is-long-enough-0123456789' } }
    const text = await (await fetch(`${host()}/metrics`, bearer)).text()
    expect(text).toMatch(/route="\/jwks"/)
    expect(text).not.toContain(path)
  })

  it('explains to the operator why a request without the path finds nothing, as behind a proxy that strips it (RFC8414-3.1)', async () => {
    const response = await fetch(`${host()}/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'x' }) })
    expect([response.status, await response.json()]).toEqual([
      404,
      expect.objectContaining({ error_description: 'there is nothing at this address' }),
    ])
    const { output } = await commandLineOf(server).run('why', response.headers.get('x-flow-id') ?? '')
    expect(output).toContain('POST /token  404')
    expect(output).toContain('below-issuer')
    expect(output).toContain(`an address below ${path}`)
    expect(output).toContain('A proxy passes paths on as they come')
  })

  it('tells its paths in full in the story of a flow', async () => {
    const response = await fetch(`${server.issuer}/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'x' }) })
    const { output } = await commandLineOf(server).run('why', response.headers.get('x-flow-id') ?? '')
    expect(output).toContain(`POST ${path}/token`)
  })

  it('leads people nowhere else: every link, form, file and redirect lies below it and is there', async () => {
    const [person, party] = [new Surveyor(server), partyOf(server)]
    const login = await person.page(authorizationUrl(party, { prompt: 'consent' }))
    await person.submit(login, { language: 'de' }, 'language-form')
    const wrong = asPage(await person.logIn(login, { password: 'wrong' }))
    const consent = asPage(await person.logIn(wrong))
    expect(await person.submit(consent, { decision: 'allow' })).toBeInstanceOf(URL)
    const account = await person.page(authorizationUrl(party, { prompt: 'select_account' }))
    expect(await person.submit(account, { decision: 'continue' })).toBeInstanceOf(URL)
    for (const own of ['/', '', '/account/password', '/login', '/logout?client_id=web-post', '/logout', '/authorize'])
      expect((await person.page(`${server.issuer}${own}`)).html).toContain('app.css')
    const home = await person.page('/')
    await person.submit(home, { language: 'fr' }, 'language-form')
    await person.submit(home, { client_id: 'web-post' }, 'clients-form')
    const password = await person.page('/account/password')
    await person.submit(password, { password: 'x', new_password: 'y' }, 'password-form')
    const posted = await person.open(`${server.issuer}/logout`, { method: 'POST', body: new URLSearchParams({ client_id: 'web-post' }) })
    await person.submit(asPage(posted), { decision: 'logout' }, 'logout-form')
    await person.page('/')

    const outside = [...person.seen].filter((reference) => !reference.startsWith(`${path}/`))
    expect(outside).toEqual([])
    expect(person.seen.size).toBeGreaterThanOrEqual(20)
    for (const reference of person.seen) expect([reference, await statusOf(host() + reference)]).not.toEqual([reference, 404])
  })

  it('is what a DPoP proof and a client assertion are made for (RFC9449-4.3, RFC7523-3, FAPI2-SP-FINAL-5.3.2.1-8)', async () => {
    const party = new RelyingParty(server, 'fapi', keys.fapi)
    const code = await new Person(server).getCode(await party.pushedUrl())
    const elsewhere = party.proof('POST', `${host()}/token`)
    expect((await party.redeem(code, {}, { dpop: elsewhere })).json).toMatchObject({ error: 'invalid_dpop_proof' })
    const assertion = party.assertion({ aud: host() })
    expect((await party.call('/par', { ...party.authorizationParams(), client_assertion: assertion }, { dpop: null })).json).toMatchObject({
      error: 'invalid_client',
    })
    const { status, json } = await party.redeem(code)
    expect([status, json['token_type']]).toEqual([200, 'DPoP'])
    expect((await party.userinfo(String(json['access_token']))).status).toBe(200)
  })

  it('is in front of the endpoints that assertions of OpenID Connect clients may name (RFC7523-3)', async () => {
    const party = new RelyingParty(server, 'rs', keys.resourceServer)
    const ask = async (aud: string) =>
      (await party.call('/introspect', { token: 'none', client_assertion: party.assertion({ aud }) }, { dpop: null })).status
    for (const aud of [server.issuer, `${server.issuer}/token`, `${server.issuer}/introspect`])
      expect([aud, await ask(aud)]).toEqual([aud, 200])
    for (const aud of [host(), `${host()}/token`, `${server.issuer}/par`]) expect([aud, await ask(aud)]).toEqual([aud, 401])
  })

  it('lets pages of a client’s origin call its token endpoint, and theirs alone (RFC9700-2.6)', async () => {
    const preflight = async (origin: string) => {
      const headers = { origin, 'access-control-request-method': 'POST' }
      return (await fetch(`${server.issuer}/token`, { method: 'OPTIONS', headers })).headers.get('access-control-allow-origin')
    }
    expect(await preflight('https://spa.example.com')).toBe('https://spa.example.com')
    expect(await preflight('https://rp.example.com')).toBeNull()
  })
})

describe('two issuers on one host', () => {
  let host: SharedHost
  let servers: readonly TestServer[]
  beforeAll(async () => {
    host = await SharedHost.start()
    const start = async (base: string) => {
      const server = await startServer({ seed: e2eSeed, environment: { ISSUER: host.origin + base } })
      host.place(base, server.settings.server.port)
      return { ...server, issuer: host.origin + base }
    }
    servers = [await start('/one'), await start('/two')]
  })
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.close()))
    await host.close()
  })

  /** A person at the server, with the cookies of a browser. */
  const personAt = (server: TestServer, browser: Person | undefined) => {
    const person = new Person(server)
    return browser ? Object.assign(person, { cookies: browser.cookies }) : person
  }
  const isSignedIn = async (server: TestServer, person: Person) => {
    const at = await person.open(authorizationUrl(partyOf(server), { prompt: 'none' }))
    return at instanceof URL && at.searchParams.has('code')
  }

  it('know a browser each by cookies of their own: a logout at one is none at the other (SEC-280, SEC-293)', async () => {
    const [one, two] = servers as [TestServer, TestServer]
    const atOne = personAt(one, undefined)
    const atTwo = personAt(two, atOne)
    // Both begin before either has ended: neither takes the other's pages away.
    const [loginAtOne, loginAtTwo] = [await atOne.page(authorizationUrl(partyOf(one))), await atTwo.page(authorizationUrl(partyOf(two)))]
    const consentAtTwo = asPage(await atTwo.logIn(loginAtTwo))
    const consentAtOne = asPage(await atOne.logIn(loginAtOne))
    expect(await atOne.submit(consentAtOne, { decision: 'allow' })).toBeInstanceOf(URL)
    expect(await atTwo.submit(consentAtTwo, { decision: 'allow' })).toBeInstanceOf(URL)
    expect([await isSignedIn(one, atOne), await isSignedIn(two, atTwo)]).toEqual([true, true])

    await atOne.submit(await atOne.page('/logout'), { decision: 'logout' })
    expect([await isSignedIn(one, atOne), await isSignedIn(two, atTwo)]).toEqual([false, true])
    expect([...atOne.cookies.keys()].filter((name) => name.startsWith('aldgate_session'))).toEqual([atTwo.sessionCookie])
  })

  it('take none of each other’s tokens', async () => {
    const [one, two] = servers as [TestServer, TestServer]
    const party = partyOf(one)
    const code = await new Person(one).getCode(authorizationUrl(party))
    const params = { client_id: 'web-post', client_secret: secret, grant_type: 'authorization_code', code, redirect_uri: callback }
    const { json } = await party.post('/token', { ...params, code_verifier: party.verifier })
    const bearer = { headers: { authorization: `Bearer ${String(json['access_token'])}` } }
    expect((await fetch(party.url('/userinfo'), bearer)).status).toBe(200)
    expect((await fetch(partyOf(two).url('/userinfo'), bearer)).status).toBe(401)
  })
})
