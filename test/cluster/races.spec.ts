import { decodeJwt } from 'jose'
import { e2eSeed, keys, secret } from '../support/e2e-seed'
import { Person } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import type { Answer } from '../support/relying-party'
import { Cluster } from './support/cluster'
import { outcomeOf } from './support/login-outcome'

const times = 40
const web = { client_id: 'web-post', client_secret: secret }
const parallel = <Result>(work: (index: number) => Promise<Result>) => Promise.all(Array.from({ length: times }, (_, index) => work(index)))
/** How many answers had which status and error. */
const tally = (answers: readonly Answer[]) => {
  const kinds = answers.map(({ status, json }) => [status, json['error']].filter(Boolean).join(' '))
  return Object.fromEntries([...new Set(kinds)].map((kind) => [kind, kinds.filter((one) => one === kind).length]))
}

describe('40 at once over three nodes', () => {
  let cluster: Cluster
  let rp: RelyingParty
  let party: RelyingParty
  beforeAll(async () => {
    cluster = await Cluster.start({ seed: e2eSeed })
    rp = new RelyingParty(cluster, 'fapi', keys.fapi)
    party = new RelyingParty(cluster, 'web-post')
  })
  afterAll(() => cluster.stop())

  const fapiTokens = async () => (await rp.redeem(await new Person(cluster).getCode(await rp.pushedUrl()))).json as Record<string, string>
  const webToken = (params: Record<string, string>) => party.post('/token', { ...web, ...params })
  const webTokens = async () => {
    const code = await new Person(cluster).getCode(party.authorizationUrl(party.authorizationParams()))
    const redeemed = { grant_type: 'authorization_code', code, redirect_uri: party.redirectUri, code_verifier: party.verifier }
    return (await webToken(redeemed)).json as Record<string, string>
  }
  const grantOf = (accessToken: unknown) => String(decodeJwt(String(accessToken))['grant_id'])

  it('use one code: one gets tokens, and because of the others they end (SEC-201, SEC-202, SEC-429)', async () => {
    const code = await new Person(cluster).getCode(await rp.pushedUrl())
    const answers = await parallel(() => rp.redeem(code))
    expect(tally(answers)).toEqual({ 200: 1, '400 invalid_grant': times - 1 })
    const tokens = answers.find(({ status }) => status === 200)?.json
    expect((await rp.introspect(String(tokens?.['access_token']))).json).toEqual({ active: false })
    expect(await cluster.count('refresh_tokens', 'grant_id = $1', [grantOf(tokens?.['access_token'])])).toBe(1)
  })

  it('finish one request_uri in browsers of their own: one code (SEC-167, SEC-429)', async () => {
    const url = await rp.pushedUrl()
    const before = await cluster.count('authorization_codes')
    const ends = await parallel(async () => {
      const person = new Person(cluster)
      const login = await person.page(url)
      const end = login.status === 200 ? await person.logIn(login) : login
      return end instanceof URL || !end.html.includes('id="consent-form"') ? end : person.submit(end, { decision: 'allow' })
    })
    expect(ends.filter((end) => end instanceof URL && end.searchParams.has('code'))).toHaveLength(1)
    expect(ends.filter((end) => !(end instanceof URL) && end.status === 400)).toHaveLength(times - 1)
    expect(await cluster.count('authorization_codes')).toBe(before + 1)
  })

  it('use one client assertion: one is let in (SEC-140, SEC-430)', async () => {
    const authentication = rp.authentication()
    const answers = await parallel(() =>
      rp.post('/token', { ...authentication, grant_type: 'client_credentials' }, { dpop: rp.proof('POST', rp.url('/token')) }),
    )
    expect(tally(answers)).toEqual({ 200: 1, '401 invalid_client': times - 1 })
  })

  it('use one proof: one is let in (SEC-101, SEC-430)', async () => {
    const dpop = rp.proof('POST', rp.url('/token'))
    const answers = await parallel(() => rp.call('/token', { grant_type: 'client_credentials' }, { dpop }))
    expect(tally(answers)).toEqual({ 200: 1, '400 invalid_dpop_proof': times - 1 })
  })

  it('refresh with one rotated token: one successor, which every answer carries (SEC-221, SEC-222, SEC-437)', async () => {
    const { refresh_token: token = '', access_token: accessToken } = await webTokens()
    const answers = await parallel(() => webToken({ grant_type: 'refresh_token', refresh_token: token }))
    expect(tally(answers)).toEqual({ 200: times })
    const successors = new Set(answers.map(({ json }) => json['refresh_token']))
    expect(successors.size).toBe(1)
    expect(await cluster.count('refresh_tokens', 'grant_id = $1', [grantOf(accessToken)])).toBe(2)
    const [successor] = successors
    expect((await webToken({ grant_type: 'refresh_token', refresh_token: String(successor) })).status).toBe(200)
  })

  it('refresh with one fapi2 token: all succeed, and there is no second row (FAPI2-SP-FINAL-5.3.2.1-9, SEC-21, SEC-437)', async () => {
    const { refresh_token: token = '', access_token: accessToken } = await fapiTokens()
    const answers = await parallel(() => rp.refresh(token))
    expect(tally(answers)).toEqual({ 200: times })
    expect(new Set(answers.map(({ json }) => json['refresh_token']))).toEqual(new Set([token]))
    expect(await cluster.count('refresh_tokens', 'grant_id = $1', [grantOf(accessToken)])).toBe(1)
  })

  it('guess one password: ten are tried, whichever nodes are asked (SEC-300, SEC-430)', async () => {
    const person = new Person(cluster, 'bob')
    const page = await person.page(await rp.pushedUrl())
    const answers = await parallel(() => person.logIn(page, { username: 'bob', password: 'wrong' }))
    const seen = answers.map(outcomeOf)
    expect(seen.filter((outcome) => outcome === 'asked again').length).toBeLessThanOrEqual(10)
    expect(seen.filter((outcome) => outcome === 'asked again' || outcome === 'locked')).toHaveLength(times)
  })
})
