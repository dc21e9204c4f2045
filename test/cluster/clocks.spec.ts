import { keys, secret } from '../support/e2e-seed'
import { Person } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import { Cluster } from './support/cluster'

const web = { client_id: 'web-post', client_secret: secret }
const ahead = [-10, 0, 10]

describe('nodes whose clocks are ten seconds behind, right, and ten seconds ahead', () => {
  let cluster: Cluster
  let rp: RelyingParty
  let party: RelyingParty
  beforeAll(async () => {
    cluster = await Cluster.start({ environmentOf: (index) => ({ TEST_CLOCK_AHEAD: String(ahead[index]) }) })
    rp = new RelyingParty(cluster, 'fapi', keys.fapi)
    party = new RelyingParty(cluster, 'web-post')
  })
  afterAll(() => cluster.stop())

  const send = (index: number) => (cluster.balancer.targets = [cluster.node(index).port])
  /** Does something once for every order in which two nodes can take its two halves. */
  const everyPair = async <Result>(first: () => Promise<Result>, second: (result: Result) => Promise<void>) => {
    for (const one of ahead.keys())
      for (const other of ahead.keys()) {
        send(one)
        const result = await first()
        send(other)
        await second(result)
      }
  }

  it('redeem each other’s codes, and know them when they come again (SEC-438)', async () => {
    await everyPair(
      async () => new Person(cluster).getCode(await rp.pushedUrl()),
      async (code) => {
        expect((await rp.redeem(code)).status).toBe(200)
        expect((await rp.redeem(code)).json['error']).toBe('invalid_grant')
      },
    )
  })

  it('open each other’s pushed requests, pages and sessions (SEC-438)', async () => {
    const person = new Person(cluster)
    await everyPair(
      async () => person.page(await rp.pushedUrl({ prompt: 'login consent' })),
      async (page) => {
        const consent = await person.logIn(page)
        expect(consent instanceof URL ? consent.href : consent.html).toContain('id="consent-form"')
        if (!(consent instanceof URL)) expect(await person.submit(consent, { decision: 'allow' })).toBeInstanceOf(URL)
      },
    )
  })

  it('take a login for newer than a request only where it is: who is to log in anew is asked (SEC-438)', async () => {
    const person = new Person(cluster)
    await everyPair(
      async () => person.authorize(await rp.pushedUrl({ prompt: 'login' })),
      async () => expect((await person.page(await rp.pushedUrl({ prompt: 'login' }))).html).toContain('id="login-form"'),
    )
  })

  it('refresh each other’s tokens, and give a lost answer again (SEC-438)', async () => {
    const code = await new Person(cluster).getCode(party.authorizationUrl(party.authorizationParams()))
    const redeemed = { grant_type: 'authorization_code', code, redirect_uri: party.redirectUri, code_verifier: party.verifier }
    let { refresh_token: token } = (await party.post('/token', { ...web, ...redeemed })).json as Record<string, string>
    const refresh = () => party.post('/token', { ...web, grant_type: 'refresh_token', refresh_token: token })
    await everyPair(refresh, async (first) => {
      const again = await refresh()
      expect([first.status, again.status]).toEqual([200, 200])
      expect(again.json['refresh_token']).toBe(first.json['refresh_token'])
      token = String(again.json['refresh_token'])
    })
  })

  it('accept each other’s access tokens and nonces (SEC-438)', async () => {
    await everyPair(
      async () => rp.redeem(await new Person(cluster).getCode(await rp.pushedUrl())),
      async ({ json, headers }) => {
        expect((await rp.userinfo(String(json['access_token']))).status).toBe(200)
        expect((await rp.introspect(String(json['access_token']))).json['active']).toBe(true)
        const dpop = rp.proof('POST', rp.url('/token'), { nonce: headers.get('dpop-nonce') ?? undefined })
        expect((await rp.call('/token', { grant_type: 'client_credentials' }, { dpop })).status).toBe(200)
      },
    )
  })

  it('remember each other’s assertions and proofs for as long as any of them would take them (SEC-438, SEC-430)', async () => {
    const authentication = rp.authentication()
    const dpop = rp.proof('POST', rp.url('/token'))
    const once = () => rp.post('/token', { ...authentication, grant_type: 'client_credentials' }, { dpop })
    send(0)
    expect((await once()).status).toBe(200)
    for (const index of [1, 2]) {
      send(index)
      expect((await once()).status).toBe(401)
      expect((await rp.call('/token', { grant_type: 'client_credentials' }, { dpop })).json['error']).toBe('invalid_dpop_proof')
    }
  })
})
