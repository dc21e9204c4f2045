import { rmSync } from 'node:fs'
import { keys, secret } from '../support/e2e-seed'
import { Person } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import { buildServer } from './support/build-server.cjs'
import { Cluster } from './support/cluster'
import { checkOut, earlierReleases, findRelease, isHistoryWhole } from './support/releases'

const release = findRelease()
const web = { client_id: 'web-post', client_secret: secret }

const withoutRelease = () => {
  it('has no release of its minor version to work beside: none is in the changelog, where git knows all of them (SEC-447)', () => {
    expect(isHistoryWhole() ? earlierReleases() : []).toEqual([])
  })
}

const besideRelease = (from: string) => {
  let folders: readonly string[]
  let cluster: Cluster
  beforeAll(async () => {
    const sources = checkOut(from)
    const build = buildServer(sources)
    folders = [sources, build]
    cluster = await Cluster.prepare({ nodes: 2, buildOf: (index) => (index === 0 ? build : undefined) })
  })
  afterAll(async () => {
    await cluster.stop()
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  })

  it('takes over from the last release node by node: what one began the other finishes (SEC-429, SEC-447)', async () => {
    const [old, next] = [cluster.node(0), cluster.node(1)]
    const [rp, party, person] = [new RelyingParty(cluster, 'fapi', keys.fapi), new RelyingParty(cluster, 'web-post'), new Person(cluster)]
    const webToken = async (params: Record<string, string>) => (await party.post('/token', { ...web, ...params })).json
    const webTokens = async () => {
      const code = await person.getCode(party.authorizationUrl(party.authorizationParams()))
      return webToken({ grant_type: 'authorization_code', code, redirect_uri: party.redirectUri, code_verifier: party.verifier })
    }
    const tokens = async () => (await rp.redeem(await person.getCode(await rp.pushedUrl()))).json
    const isActive = async (token: unknown) => (await rp.introspect(String(token))).json['active']

    // The release alone: what it issues has to be good afterwards.
    cluster.balancer.targets = [old.port]
    await old.start()
    const [before, rotating] = [await tokens(), await webTokens()]

    // Both: the newer one has migrated under the older one.
    await next.start()
    cluster.balancer.targets = [old.port, next.port]
    let { refresh_token: rotated } = rotating
    for (let time = 0; time < 4; time += 1) {
      const { refresh_token: successor, access_token: access } = await webToken({
        grant_type: 'refresh_token',
        refresh_token: String(rotated),
      })
      expect([typeof successor, typeof access, successor === rotated]).toEqual(['string', 'string', false])
      rotated = successor
    }
    for (let time = 0; time < 4; time += 1) {
      const between = await tokens()
      for (const token of [between, before])
        expect([await isActive(token['access_token']), await isActive(token['access_token'])]).toEqual([true, true])
      expect((await rp.refresh(String(between['refresh_token']))).status).toBe(200)
      expect((await rp.userinfo(String(between['access_token']))).status).toBe(200)
    }
    for (const node of cluster.nodes) expect((await fetch(`${node.origin}/health/ready`)).status).toBe(200)

    // The newer one alone.
    expect(await old.stop('SIGTERM')).toBe(0)
    expect((await rp.refresh(String(before['refresh_token']))).status).toBe(200)
    await rp.revoke(String(before['refresh_token']))
    expect(await isActive(before['access_token'])).toBe(false)
    expect([...old.log, ...next.log].filter((line) => /"level":[56]0/.test(line))).toEqual([])
  })
}

describe('this version', () => {
  if (release === undefined) withoutRelease()
  else besideRelease(release)
})
