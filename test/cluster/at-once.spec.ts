import { setTimeout as sleep } from 'node:timers/promises'
import { decodeProtectedHeader } from 'jose'
import { e2eSeed, keys } from '../support/e2e-seed'
import { Person } from '../support/person'
import { read, RelyingParty } from '../support/relying-party'
import type { Answer } from '../support/relying-party'
import type { ServedAt } from '../support/served-at'
import { Cluster } from './support/cluster'
import { outcomeOf } from './support/login-outcome'

/** Within so many milliseconds every node has what another did with the keys. */
const boundMs = 2_000

const error = ({ status, json }: Answer) => [status, json['error']]

describe('what one node has changed', () => {
  let cluster: Cluster
  let rp: RelyingParty
  beforeAll(async () => {
    cluster = await Cluster.start({ seed: e2eSeed })
    rp = new RelyingParty(cluster, 'fapi', keys.fapi)
  })
  afterAll(() => cluster.stop())

  const tokensOf = async (person: Person) => (await rp.redeem(await person.getCode(await rp.pushedUrl()))).json as Record<string, string>
  /** The same question to every node by itself. */
  const everywhere = async <Result>(ask: (at: (path: string) => string) => Promise<Result>): Promise<Result[]> =>
    Promise.all(cluster.nodes.map(({ origin }) => ask((path) => `${origin}${path}`)))
  const introspectEverywhere = (token: string) =>
    everywhere(async (at) => {
      const body = new URLSearchParams({ ...(rp.authentication() as Record<string, string>), token })
      return (await read(await fetch(at('/introspect'), { method: 'POST', body }))).json
    })
  const administer = async (...words: string[]) => expect(await cluster.administrator.run(...words)).toMatchObject({ exitCode: 0 })
  const active = expect.objectContaining({ active: true }) as unknown
  const inactive = { active: false }

  it('a revoked access token: every node knows at once (SEC-245, SEC-429)', async () => {
    const tokens = await tokensOf(new Person(cluster))
    const token = tokens['access_token'] ?? ''
    expect(await introspectEverywhere(token)).toEqual([active, active, active])
    await rp.revoke(token)
    expect(await introspectEverywhere(token)).toEqual([inactive, inactive, inactive])
  })

  it('a revoked refresh token: all that came of its grant has ended at every node (SEC-245, SEC-429)', async () => {
    const tokens = await tokensOf(new Person(cluster))
    await rp.revoke(tokens['refresh_token'] ?? '')
    expect(await introspectEverywhere(tokens['access_token'] ?? '')).toEqual([inactive, inactive, inactive])
    for (const _ of cluster.nodes) expect(error(await rp.refresh(tokens['refresh_token'] ?? ''))).toEqual([400, 'invalid_grant'])
  })

  it('a client that was disabled: every node refuses it at once, though all have it in memory (SEC-429)', async () => {
    const machine = new RelyingParty(cluster, 'machine', keys.machine)
    const ask = () => machine.call('/token', { grant_type: 'client_credentials' })
    for (const _ of cluster.nodes) expect((await ask()).status).toBe(200)
    await administer('clients', 'disable', 'machine')
    for (const _ of cluster.nodes) expect(error(await ask())).toEqual([401, 'invalid_client'])
    await administer('clients', 'enable', 'machine')
    for (const _ of cluster.nodes) expect((await ask()).status).toBe(200)
  })

  it('an account that was disabled: its tokens and its login have ended at every node (SEC-228, SEC-429)', async () => {
    const person = new Person(cluster, 'bob', 'wooden shoes and windmills')
    const tokens = await tokensOf(person)
    await administer('users', 'disable', 'bob')
    expect(await introspectEverywhere(tokens['access_token'] ?? '')).toEqual([inactive, inactive, inactive])
    const again = await person.open(await rp.pushedUrl({ prompt: 'none' }))
    expect(again instanceof URL && again.searchParams.get('error')).toBe('login_required')
    await administer('users', 'enable', 'bob')
  })

  it('keys that were replaced in an emergency: two seconds later no node serves an old one or takes what it signed (SEC-441, SEC-429)', async () => {
    const kidsEverywhere = () =>
      everywhere(async (at) => ((await (await fetch(at('/jwks'))).json()) as { keys: { kid: string }[] }).keys.map(({ kid }) => kid))
    const [before] = await kidsEverywhere()
    const tokens = await tokensOf(new Person(cluster))
    await administer('keys', 'rotate', '--emergency')
    await sleep(boundMs)
    const after = await kidsEverywhere()
    expect(after.flat().filter((kid) => before?.includes(kid))).toEqual([])
    expect(new Set(after.map((kids) => kids.join(' '))).size).toBe(1)
    expect(await introspectEverywhere(tokens['access_token'] ?? '')).toEqual([inactive, inactive, inactive])
    const renewed = (await rp.refresh(tokens['refresh_token'] ?? '')).json
    expect(await introspectEverywhere(String(renewed['access_token']))).toEqual([active, active, active])
  })

  it('a key that is announced: two seconds later every node serves it, and none signs with it (SEC-441)', async () => {
    await administer('keys', 'rotate', 'ES256')
    await sleep(boundMs)
    const { keys: listed } = await cluster.administrator.ask<{ keys: { kid: string; state: string }[] }>('keys', 'list')
    const announced = listed.find(({ state }) => state === 'announced')?.kid
    const served = await everywhere(async (at) => JSON.stringify(await (await fetch(at('/jwks'))).json()))
    expect(served.map((text) => text.includes(announced ?? 'none'))).toEqual([true, true, true])
    for (const _ of cluster.nodes) {
      const { access_token: token = '' } = await tokensOf(new Person(cluster))
      expect(decodeProtectedHeader(token).kid).not.toBe(announced)
    }
  })

  it('failed logins: a window that was filled at one node is full at every other, and at the right password too (SEC-300, SEC-430)', async () => {
    const at = (index: number): ServedAt => ({ issuer: cluster.node(index).origin, clock: cluster.clock })
    const login = async (index: number, password: string) => {
      const person = new Person(at(index), 'bob', password)
      const answer = await person.logIn(await person.page(new URL(await rp.pushedUrl()).pathname + new URL(await rp.pushedUrl()).search))
      return outcomeOf(answer)
    }
    for (let time = 0; time < 10; time += 1) expect(await login(0, 'wrong')).toBe('asked again')
    for (const index of cluster.nodes.keys()) expect(await login(index, 'wooden shoes and windmills')).toBe('locked')
    await cluster.rows('DELETE FROM attempts')
    for (const index of cluster.nodes.keys()) expect(await login(index, 'wooden shoes and windmills')).toBe('in')
  })
})
