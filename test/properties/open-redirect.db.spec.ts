import { writeSync } from 'node:fs'
import * as fc from 'fast-check'
import { e2eSeed, secret } from '../support/e2e-seed'
import { formOf, Person } from '../support/person'
import type { Page } from '../support/person'
import { RelyingParty, toForm } from '../support/relying-party'
import { useServer } from '../support/use-server'
import { addressHeaders, addressParameters, hostileAddress } from './hostile-addresses'
import { propertySeed } from './property-seed'

type Params = Readonly<Record<string, string>>
/** Where a hostile address is brought in: the request that it goes into, parameters and headers. */
type Door = (params: Params, headers: Params) => Promise<Response>

const requests = 600
const limitMs = 120_000
const bye = 'https://rp.example.com/bye'
/** Whoever is led away from here goes to one of these, to the letter, with a query. */
const registered = /^https:\/\/rp\.example\.com\/(?:cb|bye)(?:\?[\x21-\x7e]*)?$/
/** An icon of nothing, so that browsers ask for none. */
const noIcon = 'data:,'
const places = /(?:href|src|action|formaction|content|data)\s*=\s*"([^"]*)"/g
const unescape = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')

describe('an address that somebody brings in', () => {
  const server = useServer({ seed: e2eSeed })
  const web = new RelyingParty(server, 'web-post')
  const internal = new RelyingParty(server, 'internal')
  beforeAll(() => void writeSync(2, `Addresses: PROPERTY_SEED=${propertySeed}\n`))

  const requestOf = (party: RelyingParty) => ({ client_id: party.clientId, ...party.authorizationParams({ scope: 'openid' }) }) as Params
  const pageOf = (at: Page | URL): Page => {
    if (at instanceof URL) throw new Error(`was led to ${at.href}`)
    return at
  }
  const get = (person: Person, path: string, usual: Params) => (params: Params, headers: Params) =>
    person.fetch(`${path}?${toForm({ ...usual, ...params }).toString()}`, { headers })
  const post = (person: Person, path: string, usual: Params) => (params: Params, headers: Params) =>
    person.fetch(path, { method: 'POST', body: toForm({ ...usual, ...params }), headers: { origin: server.issuer, ...headers } })
  const submit = (person: Person, page: Page, fields: Params) => {
    const { action, hidden } = formOf(page)
    return post(person, action, { ...hidden, ...fields })
  }

  async function doors(): Promise<readonly Door[]> {
    const [inside, outside, leaving] = [new Person(server), new Person(server), new Person(server)]
    const code = await inside.getCode(internal.authorizationUrl(requestOf(internal)))
    const client = { client_id: 'internal', client_secret: secret, grant_type: 'authorization_code', redirect_uri: internal.redirectUri }
    const { id_token: hint } = (await internal.post('/token', { ...client, code, code_verifier: internal.verifier })).json
    const login = await outside.page(web.authorizationUrl(requestOf(web)))
    const consenting = new Person(server)
    const consent = pageOf(await consenting.logIn(await consenting.page(web.authorizationUrl(requestOf(web)))))
    const logout = { id_token_hint: String(hint), client_id: 'internal', state: 's' }
    await leaving.authorize(web.authorizationUrl(requestOf(web)))
    return [
      get(inside, '/authorize', requestOf(internal)),
      get(inside, '/authorize', { ...requestOf(internal), prompt: 'none' }),
      post(outside, '/authorize', requestOf(web)),
      get(outside, '/interaction', formOf(login).hidden),
      submit(outside, login, { username: 'alice', password: 'wrong' }),
      submit(outside, login, { decision: 'cancel' }),
      submit(consenting, consent, { decision: 'deny' }),
      get(inside, '/logout', logout),
      post(inside, '/logout', logout),
      submit(leaving, await leaving.page('/logout'), { decision: 'stay' }),
      get(inside, '/', {}),
      get(outside, '/logout', { post_logout_redirect_uri: bye }),
      get(outside, `${server.issuer}//evil.example/authorize`, {}),
      get(outside, `${server.issuer}/%5Cevil.example/`, {}),
    ]
  }

  /** What is wrong with where an answer leads, if anything is. */
  const faultsOf = async (response: Response): Promise<readonly string[]> => {
    const [html, location] = [await response.text(), response.headers.get('location')]
    const isOwn = (place: string) => URL.parse(place, server.issuer)?.origin === new URL(server.issuer).origin
    const isGood = (place: string) => isOwn(place) || place === noIcon || registered.test(place)
    const links = [...html.matchAll(places)].map(([, place = '']) => unescape(place)).filter((place) => !isGood(place))
    const leads = location === null || isGood(location) ? [] : [location]
    const others = ['refresh', 'link', 'content-location'].filter((name) => response.headers.has(name))
    return [...links, ...leads, ...others, ...(/http-equiv|<iframe|<base\b|<script(?! src=)/i.exec(html) ?? [])]
  }

  it(
    'leads nobody away from here, by whatever parameter or header it comes (RFC9700-4.11.2, SEC-19)',
    async () => {
      const all = await doors()
      const inputs = fc.record({
        door: fc.nat(all.length - 1),
        params: fc.dictionary(fc.constantFrom(...addressParameters), hostileAddress, { minKeys: 1, maxKeys: 3 }),
        headers: fc.dictionary(fc.constantFrom(...addressHeaders), fc.constantFrom('https://evil.example', '//evil.example'), {
          maxKeys: 1,
        }),
      })
      const ways = new Set<number>()
      for (const { door, params, headers } of fc.sample(inputs, { numRuns: requests, seed: propertySeed })) {
        const response = await all[door]?.(params, headers)
        if (!response) throw new Error('no door')
        ways.add(response.status)
        expect({ door, params, headers, faults: await faultsOf(response) }).toMatchObject({ faults: [] })
      }
      expect([...ways]).toEqual(expect.arrayContaining([200, 303, 400, 404]))
    },
    limitMs,
  )
})
