import { e2eSeed, keys, secret } from '../support/e2e-seed'
import { LogoutReceiver } from '../support/logout-receiver'
import { formOf, Person } from '../support/person'
import { read, RelyingParty } from '../support/relying-party'
import type { Answer } from '../support/relying-party'
import { sha256 } from '../support/test-keys'
import { Cluster } from './support/cluster'
import { servedBy } from './support/round-robin'

const web = { client_id: 'web-post', client_secret: secret }
const error = ({ status, json }: Answer) => [status, json['error']]
const nobody = 'http://127.0.0.1:1'

describe('a flow whose every request another node gets', () => {
  const receiver = new LogoutReceiver()
  let cluster: Cluster
  let rp: RelyingParty
  let party: RelyingParty
  let served: string[] = []
  const { fetch } = globalThis

  beforeAll(async () => {
    await receiver.start()
    const listening = { client_id: 'told', client_type: 'internal', backchannel_logout_uri: receiver.url() }
    const seed = {
      ...e2eSeed,
      clients: [...e2eSeed.clients, { ...e2eSeed.clients.find(({ client_id: id }) => id === 'web-post'), ...listening }],
    }
    cluster = await Cluster.start({ seed, environment: { ALDGATE_OUTBOUND_ALLOW: '127.0.0.1', DPOP_NONCE: 'required' } })
    rp = new RelyingParty(cluster, 'fapi', keys.fapi)
    party = new RelyingParty(cluster, 'web-post')
    globalThis.fetch = async (...request) => {
      const response = await fetch(...request)
      served.push(response.headers.get(servedBy) ?? nobody)
      return response
    }
  })
  afterAll(async () => {
    globalThis.fetch = fetch
    await cluster.stop()
    await receiver.stop()
  })
  beforeEach(() => (served = []))
  // No two requests that follow each other went to the same node.
  afterEach(() => expect(served.filter((node, index) => node === served[index - 1])).toEqual([]))

  /** A call whose proof has the nonce that some node has given before. */
  const withNonce = async (call: (dpop: string) => Promise<Answer>, path: string): Promise<Answer> => {
    const refused = await call(rp.proof('POST', rp.url(path)))
    expect(error(refused)).toEqual([400, 'use_dpop_nonce'])
    return call(rp.proof('POST', rp.url(path), { nonce: refused.headers.get('dpop-nonce') }))
  }
  const redeem = (code: string) => withNonce((dpop) => rp.redeem(code, {}, { dpop }), '/token')
  const refresh = (token: string) => withNonce((dpop) => rp.refresh(token, {}, { dpop }), '/token')
  const tokensOf = async (person: Person, overrides = {}) =>
    (await redeem(await person.getCode(await rp.pushedUrl(overrides)))).json as Record<string, string>
  const userinfo = async (accessToken: string) => {
    const url = rp.url('/userinfo')
    const call = (nonce?: string | null) => {
      const dpop = rp.proof('GET', url, { ath: sha256(accessToken), nonce })
      return rp.userinfo(accessToken, { dpop })
    }
    const refused = await call()
    return refused.json['error'] === 'use_dpop_nonce' ? call(refused.headers.get('dpop-nonce')) : refused
  }
  const webToken = (params: Record<string, string>) => party.post('/token', { ...web, ...params })
  const webTokens = async (person: Person) => {
    const code = await person.getCode(party.authorizationUrl(party.authorizationParams()))
    const redeemed = { grant_type: 'authorization_code', code, redirect_uri: party.redirectUri, code_verifier: party.verifier }
    return (await webToken(redeemed)).json as Record<string, string>
  }

  it('logs in by FAPI 2.0: push, pages, code, tokens, UserInfo, refresh, introspection, revocation (SEC-429)', async () => {
    const tokens = await tokensOf(new Person(cluster), { prompt: 'consent' })
    expect(tokens).toMatchObject({ token_type: 'DPoP', refresh_token: expect.any(String), id_token: expect.any(String) })
    expect((await userinfo(tokens['access_token'] ?? '')).json).toMatchObject({ name: 'Alice Liddell' })
    const refreshed = await refresh(tokens['refresh_token'] ?? '')
    expect(refreshed.json['refresh_token']).toBe(tokens['refresh_token'])
    expect((await rp.introspect(String(refreshed.json['access_token']))).json).toMatchObject({ active: true, client_id: 'fapi' })
    expect((await rp.revoke(tokens['refresh_token'] ?? '')).status).toBe(200)
    expect((await rp.introspect(String(refreshed.json['access_token']))).json).toEqual({ active: false })
  })

  it('logs in by OpenID Connect with a secret, and rotates its refresh token (SEC-429)', async () => {
    let { refresh_token: token = '' } = await webTokens(new Person(cluster))
    for (let time = 0; time < 4; time += 1) {
      const { status, json } = await webToken({ grant_type: 'refresh_token', refresh_token: token })
      expect([status, json['refresh_token'] === token]).toEqual([200, false])
      token = String(json['refresh_token'])
    }
  })

  it('keeps a browser signed in: the second authorization asks for nothing (SEC-429)', async () => {
    const person = new Person(cluster)
    await tokensOf(person)
    const callback = await person.open(await rp.pushedUrl({ prompt: 'none' }))
    expect(callback instanceof URL && callback.searchParams.has('code')).toBe(true)
  })

  it('gets tokens for a client by itself (SEC-429)', async () => {
    const machine = new RelyingParty(cluster, 'machine', keys.machine)
    machine.proofKey = rp.proofKey
    const answer = await withNonce((dpop) => machine.call('/token', { grant_type: 'client_credentials' }, { dpop }), '/token')
    expect(answer.json).toMatchObject({ token_type: 'DPoP', scope: 'payments' })
  })

  it('ends at logout for every client, which are told once (SEC-429, SEC-433)', async () => {
    const person = new Person(cluster)
    const told = new RelyingParty(cluster, 'told')
    const code = await person.getCode(told.authorizationUrl(told.authorizationParams({ scope: 'openid' })))
    const redeemed = { grant_type: 'authorization_code', code, redirect_uri: told.redirectUri, code_verifier: told.verifier }
    const { json } = await told.post('/token', { ...web, client_id: 'told', ...redeemed })
    const page = await person.page(`/logout?id_token_hint=${String(json['id_token'])}`)
    const { action } = formOf(page, 'logout-form')
    if (action !== '') await person.submit(page, { decision: 'logout' })
    expect(await receiver.at('/logout')).toHaveLength(1)
    const renewed = await told.post('/token', {
      ...web,
      client_id: 'told',
      grant_type: 'refresh_token',
      refresh_token: String(json['refresh_token']),
    })
    expect(error(renewed)).toEqual([400, 'invalid_grant'])
    const again = await person.open(told.authorizationUrl(told.authorizationParams({ prompt: 'none' })))
    expect(again instanceof URL && again.searchParams.get('error')).toBe('login_required')
  })

  it('finds the same discovery document and the same keys everywhere (SEC-429)', async () => {
    for (const path of ['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server', '/jwks']) {
      const bodies = await Promise.all(cluster.nodes.map(async () => (await read(await globalThis.fetch(rp.url(path)))).text))
      expect(new Set(bodies).size).toBe(1)
    }
    served = []
  })
})
