import { declaredRoutes } from '../support/app-routes'
import { dumpDatabase } from '../support/dump-database'
import { e2eSeed, keys, secret } from '../support/e2e-seed'
import { Person } from '../support/person'
import { RelyingParty, toForm } from '../support/relying-party'
import { useServer } from '../support/use-server'

const house = {
  client_id: 'house',
  client_secret: secret,
  client_type: 'internal',
  logout_confirmation: 'skip',
  redirect_uris: ['https://rp.example.com/cb'],
  post_logout_redirect_uris: ['https://rp.example.com/bye'],
  scope: 'openid',
}

/** What people and clients may do, and what was used up; the memory of flows and the marks of proofs are written by any request. */
const lasting = /grant|code|pushed|session|consent|token|user|client/

describe('a request that is safe by its method', () => {
  const server = useServer({ seed: { ...e2eSeed, clients: [...e2eSeed.clients, house] } })
  const rp = () => new RelyingParty(server, 'fapi', keys.fapi)
  const signedIn = async () => {
    const person = new Person(server)
    await person.getCode(await rp().pushedUrl())
    return person
  }
  const state = async () => [...(await dumpDatabase(server.app))].filter(([name]) => lasting.test(name) && !name.includes('/'))
  const ask = (person: Person, url: string, init: RequestInit) => person.fetch(url, { redirect: 'manual', ...init })

  it('changes nothing by HEAD, at any address, with a session that could (RFC9110-9.2.1, SEC-364)', async () => {
    const person = await signedIn()
    // Long enough for the next use of the session to be written down.
    server.clock.advance(300)
    const url = await rp().pushedUrl()
    const before = await state()
    const routes = declaredRoutes(server.app).filter(({ route }) => route.startsWith('GET '))
    expect(routes.length).toBeGreaterThan(10)
    for (const { route } of routes) await ask(person, route.slice('GET '.length), { method: 'HEAD' })
    const { status, headers } = await ask(person, url, { method: 'HEAD' })
    expect([status, headers.get('allow'), headers.get('location')]).toEqual([405, 'GET, POST', null])
    expect(await state()).toEqual(before)
    await ask(person, '/', { method: 'GET' })
    expect(await state()).not.toEqual(before)
    expect((await ask(person, url, {})).headers.get('location')).toContain('code=')
  })

  it.each([{ 'sec-purpose': 'prefetch' }, { 'sec-purpose': 'prefetch;prerender' }, { purpose: 'prefetch' }, { 'x-moz': 'prefetch' }])(
    'makes no code where a browser loads in advance: %j (RFC9110-9.2.1)',
    async (headers) => {
      const person = await signedIn()
      const url = await rp().pushedUrl()
      const before = await state()
      expect((await ask(person, url, { headers })).status).toBe(503)
      expect(await state()).toEqual(before)
      expect((await ask(person, url, {})).headers.get('location')).toContain('code=')
    },
  )

  it.each<RequestInit>([{ method: 'HEAD' }, { headers: { 'sec-purpose': 'prefetch;prerender' } }])(
    'ends no session, where a logout asks nothing: %j (RFC9110-9.2.1, SEC-364)',
    async (init) => {
      const [person, party] = [new Person(server), new RelyingParty(server, 'house')]
      const code = await person.getCode(party.authorizationUrl(party.authorizationParams({ scope: 'openid' })))
      const redeem = { grant_type: 'authorization_code', code, redirect_uri: party.redirectUri, code_verifier: party.verifier }
      const { json } = await party.post('/token', { client_id: 'house', client_secret: secret, ...redeem })
      const url = `/logout?${toForm({ id_token_hint: String(json['id_token']) }).toString()}`
      const before = await state()
      expect([405, 503]).toContain((await ask(person, url, init)).status)
      expect(await state()).toEqual(before)
      await ask(person, url, {})
      expect(await state()).not.toEqual(before)
    },
  )
})
