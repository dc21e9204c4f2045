import { decodeJwt } from 'jose'
import { digestHandle } from '#libs/opaque-token/opaque-token'
import { keys, secret } from '../support/e2e-seed'
import { Person } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import type { Answer } from '../support/relying-party'
import { Cluster } from './support/cluster'
import type { KillPoint } from './support/server-node'

const web = { client_id: 'web-post', client_secret: secret }
const error = ({ status, json }: Answer) => [status, json['error']]

describe('a node that is killed', () => {
  let cluster: Cluster
  let rp: RelyingParty
  let party: RelyingParty
  let person: Person
  beforeAll(async () => {
    cluster = await Cluster.start({ nodes: 2 })
    rp = new RelyingParty(cluster, 'fapi', keys.fapi)
    party = new RelyingParty(cluster, 'web-post')
    person = new Person(cluster)
  })
  afterAll(() => cluster.stop())
  afterEach(async () => {
    expect(await cluster.count('refresh_tokens', 'grant_id NOT IN (SELECT id FROM grants)')).toBe(0)
    expect(await cluster.count('authorization_codes', 'grant_id NOT IN (SELECT id FROM grants)')).toBe(0)
    await cluster.node(0).start()
    cluster.balancer.targets = cluster.nodes.map(({ port }) => port)
  })

  /** Sends a request to a node that dies over it at this point; from then on the other node answers alone. */
  const killAt = async (point: KillPoint, request: () => Promise<Answer>): Promise<void> => {
    const [victim, other] = [cluster.node(0), cluster.node(1)]
    await victim.dieAt(point)
    cluster.balancer.targets = [victim.port]
    expect((await request()).status).toBe(502)
    expect(await victim.ended()).toBe('SIGKILL')
    cluster.balancer.targets = [victim.port, other.port]
  }
  const webToken = (params: Record<string, string>) => party.post('/token', { ...web, ...params })
  const refresh = (token: string) => webToken({ grant_type: 'refresh_token', refresh_token: token })
  const webTokens = async () => {
    const code = await person.getCode(party.authorizationUrl(party.authorizationParams()))
    const redeemed = { grant_type: 'authorization_code', code, redirect_uri: party.redirectUri, code_verifier: party.verifier }
    return (await webToken(redeemed)).json as Record<string, string>
  }
  const refreshTokensOf = (tokens: Readonly<Record<string, unknown>>) =>
    cluster.count('refresh_tokens', 'grant_id = $1', [decodeJwt(String(tokens['access_token']))['grant_id']])

  it.each(['taken', 'before-commit'] as const)(
    'when a code is %s, has taken nothing: the code works once, at another node (SEC-431)',
    async (progress) => {
      const code = await person.getCode(await rp.pushedUrl())
      await killAt({ table: 'authorization_codes', progress }, () => rp.redeem(code))
      const { status, json } = await rp.redeem(code)
      expect(status).toBe(200)
      expect(await refreshTokensOf(json)).toBe(1)
      expect(error(await rp.redeem(code))).toEqual([400, 'invalid_grant'])
    },
  )

  it('after the commit and before the answer, has used the code up: it never works again, and the client starts anew at once (SEC-431)', async () => {
    const code = await person.getCode(await rp.pushedUrl())
    const before = await cluster.count('refresh_tokens')
    await killAt({ table: 'authorization_codes', progress: 'after-commit' }, () => rp.redeem(code))
    expect(error(await rp.redeem(code))).toEqual([400, 'invalid_grant'])
    expect(await cluster.count('refresh_tokens')).toBe(before + 1)
    const grant = 'SELECT ended_at FROM grants JOIN authorization_codes ON grant_id = id WHERE code_digest = $1'
    expect(await cluster.rows(grant, [digestHandle('code', code)])).toEqual([{ ended_at: expect.any(String) }])
    expect((await rp.redeem(await person.getCode(await rp.pushedUrl()))).status).toBe(200)
  })

  it.each(['taken', 'before-commit'] as const)(
    'when a refresh token is %s, has rotated nothing: it is rotated at another node (SEC-432)',
    async (progress) => {
      const tokens = await webTokens()
      await killAt({ table: 'refresh_tokens', progress }, () => refresh(tokens['refresh_token'] ?? ''))
      const { status, json } = await refresh(tokens['refresh_token'] ?? '')
      expect(status).toBe(200)
      expect(await refreshTokensOf(json)).toBe(2)
      expect((await refresh(String(json['refresh_token']))).status).toBe(200)
    },
  )

  it('after the commit of a refresh, has lost an answer that can be asked for again, once more the same (SEC-432)', async () => {
    const tokens = await webTokens()
    await killAt({ table: 'refresh_tokens', progress: 'after-commit' }, () => refresh(tokens['refresh_token'] ?? ''))
    const [first, second] = [await refresh(tokens['refresh_token'] ?? ''), await refresh(tokens['refresh_token'] ?? '')]
    expect([first.status, second.status]).toEqual([200, 200])
    expect(second.json['refresh_token']).toBe(first.json['refresh_token'])
    expect(await refreshTokensOf(first.json)).toBe(2)
    expect((await refresh(String(first.json['refresh_token']))).status).toBe(200)
  })
})
