import { aGrant, parallel } from '../../../test/support/records'
import { startContext } from '../../../test/support/test-context'
import type { TestContext } from '../../../test/support/test-context'
import { Grants } from './grants.repository'
import { GrantsModule } from './grants.module'

const day = 24 * 60 * 60

describe('the grants', () => {
  let context: TestContext
  let grants: Grants
  beforeAll(async () => {
    context = await startContext([GrantsModule])
    grants = context.get(Grants)
  })
  beforeEach(() => context.dataSource.query('DELETE FROM grants'))
  afterAll(() => context.close())

  const add = async (given: Parameters<typeof aGrant>[1] = {}) => {
    const grant = aGrant(context.clock.now(), given)
    await grants.add(grant)
    return grant
  }
  const alive = async (ids: readonly string[]) => Promise.all(ids.map(async (id) => (await grants.findLive(id)) !== undefined))

  it('are found as they were made (SEC-64, SEC-214)', async () => {
    const claims = { idToken: { acr: { essential: true } }, userinfo: {} }
    const made = await add({ resources: ['https://api.example.com'], claims: claims as never, offline: true, amr: ['pwd', 'otp'] })
    expect(await grants.findLive(made.id)).toMatchObject(made)
    const plain = await add({ scopes: [] })
    expect(await grants.findLive(plain.id)).toMatchObject({ scopes: [], resources: [], claims: undefined, offline: false })
    expect(await grants.findLive('unknown')).toBeUndefined()
  })

  it('live until they expire (SEC-227)', async () => {
    const { id, expiresAt } = await add()
    context.clock.stop(expiresAt - 1)
    expect(await grants.findLive(id)).toBeDefined()
    context.clock.advance(1)
    expect(await grants.findLive(id)).toBeUndefined()
  })

  it('end at once, and once (SEC-64)', async () => {
    const [{ id }, other] = [await add(), await add()]
    await grants.end(id, 'a test')
    expect(await alive([id, other.id])).toEqual([false, true])
    context.clock.advance(10)
    await grants.end(id, 'a test')
    const [row] = await context.dataSource.query<{ ended_at: unknown }[]>(`SELECT ended_at FROM grants WHERE id = '${id}'`)
    expect(Number(row?.ended_at)).toBe(context.clock.now() - 10)
  })

  it('end with their session unless they were made to outlive it (OIDCBCL-2.7, SEC-226)', async () => {
    const made = [await add(), await add({ offline: true }), await add({ sid: 'another' })]
    await grants.endOfSessions(['a-session'])
    expect(await alive(made.map(({ id }) => id))).toEqual([false, true, true])
  })

  it('end with the consent that they rest on, of this person and this client alone (SEC-64)', async () => {
    const made = [await add({ offline: true }), await add({ sub: 'bob' }), await add({ clientId: 'another' })]
    await grants.endOfConsent('alice', 'a-client')
    expect(await alive(made.map(({ id }) => id))).toEqual([false, true, true])
  })

  it('end with the person (SEC-228)', async () => {
    const made = [await add({ offline: true }), await add({ clientId: 'another' }), await add({ sub: 'bob' })]
    await grants.endOfUsers(['alice'])
    expect(await alive(made.map(({ id }) => id))).toEqual([false, false, true])
  })

  it('of a person are listed while they live, the newest first (SEC-64)', async () => {
    const old = await add({ createdAt: context.clock.now() - 10 })
    const [fresh, ended] = [await add(), await add()]
    await add({ sub: 'bob' })
    await grants.end(ended.id, 'a test')
    expect((await grants.findLiveOf({ sub: 'alice' }, 10)).map(({ id }) => id)).toEqual([fresh.id, old.id])
  })

  it('of a person that are alike are one, so that no client’s many hide another’s (SEC-64)', async () => {
    const claims = { idToken: {}, userinfo: { email: null } } as never
    const quiet = await add({ clientId: 'quiet', createdAt: context.clock.now() - 10, resources: ['https://api.example.com'], claims })
    for (let count = 0; count < 3; count += 1) await add({ clientId: 'busy' })
    await grants.end((await add({ clientId: 'over' })).id, 'a test')
    await add({ clientId: 'of another', sub: 'bob' })
    const [busy, other, ...rest] = await grants.findAllowedBy('alice', 2)
    expect([busy, rest]).toEqual([expect.objectContaining({ clientId: 'busy', scopes: ['openid', 'email'], claims: undefined }), []])
    const { renewedAt, ...allowed } = { ...other }
    expect(quiet).toMatchObject(allowed)
    expect(renewedAt).toBe(quiet.createdAt)
  })

  it('of a person to a client are bounded: the oldest end (SEC-446)', async () => {
    const bounded = await startContext([GrantsModule], { environment: { ALDGATE_GRANTS_PER_CLIENT: '3' } })
    const [few, now] = [bounded.get(Grants), bounded.clock.now()]
    const made = Array.from({ length: 5 }, (_, index) => aGrant(now + index, { createdAt: now + index, expiresAt: now + 3600 }))
    const others = [aGrant(now, { sub: 'bob' }), aGrant(now, { clientId: 'another' })]
    for (const grant of [...others, ...made]) await few.add(grant)
    const live = async (ids: readonly { readonly id: string }[]) =>
      Promise.all(ids.map(async ({ id }) => (await few.findLive(id)) !== undefined))
    expect([await live(made), await live(others)]).toEqual([
      [false, false, true, true, true],
      [true, true],
    ])
    await parallel(() => few.add(aGrant(now + 9, { createdAt: now + 9 })))
    await few.add(aGrant(now + 10, { createdAt: now + 10 }))
    expect(await few.findLiveOf({ sub: 'alice', clientId: 'a-client' }, 100)).toHaveLength(3)
    await bounded.close()
  })

  it('are over a day after they expired or ended: so long an interaction stays used (SEC-310, SEC-445)', async () => {
    const now = context.clock.now()
    const [expired, ended] = [await add({ expiresAt: now + 10 }), await add({ expiresAt: now + 10 * day })]
    await add({ expiresAt: now + 10 * day })
    await grants.end(ended.id, 'a test')
    expect(await grants.findOver(now + day, 10)).toEqual([])
    expect(await grants.findOver(now + day + 1, 10)).toEqual([ended.id])
    expect((await grants.findOver(now + day + 11, 10)).toSorted()).toEqual([expired.id, ended.id].toSorted())
    expect(await grants.findOver(now + day + 11, 1)).toHaveLength(1)
  })

  it('are removed for good (SEC-445)', async () => {
    const [one, two] = [await add(), await add()]
    await grants.remove([one.id])
    expect(await alive([one.id, two.id])).toEqual([false, true])
  })
})
