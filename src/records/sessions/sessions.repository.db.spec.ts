import { aGrant, flowId } from '../../../test/support/records'
import { startContext } from '../../../test/support/test-context'
import type { TestContext } from '../../../test/support/test-context'
import { Grants } from '#records/grants/grants.repository'
import { clockToleranceSeconds } from '#platform/database/delete-expired'
import { Sessions } from './sessions.repository'
import { SessionsModule } from './sessions.module'

const hour = 3600
const alice = { sub: 'alice', acr: 'an-acr', amr: ['pwd'], interactionId: 'an-interaction' }

describe('the sessions', () => {
  let context: TestContext
  let sessions: Sessions
  let grants: Grants
  beforeAll(async () => {
    context = await startContext([SessionsModule])
    ;[sessions, grants] = [context.get(Sessions), context.get(Grants)]
  })
  beforeEach(async () => {
    for (const table of ['sessions', 'grants']) await context.dataSource.query(`DELETE FROM ${table}`)
  })
  afterAll(() => context.close())

  const start = (login = alice, previous?: Parameters<Sessions['start']>[1]) => sessions.start(login, previous, flowId)
  const grant = async (given: Parameters<typeof aGrant>[1]) => {
    const added = aGrant(context.clock.now(), given)
    await grants.add(added)
    return added.id
  }
  const lives = async (id: string) => (await grants.findLive(id)) !== undefined

  it('are found by the handle that the browser holds, and by sid (OIDCC-3.1.2.3)', async () => {
    const { handle, session } = await start()
    const found = { ...alice, sid: session.sid, authTime: context.clock.now() }
    expect(await sessions.find(handle)).toMatchObject(found)
    expect(await sessions.findBySid(session.sid)).toMatchObject(found)
  })

  it('are not found by anything else (SEC-294)', async () => {
    const { handle, session } = await start()
    for (const guess of [undefined, '', 'x', session.sid, handle.slice(1), `${handle}x`, handle.toLowerCase()])
      expect(await sessions.find(guess)).toBeUndefined()
    expect(await sessions.findBySid(handle)).toBeUndefined()
  })

  it('keep the handle’s digest alone (SEC-442)', async () => {
    const { handle } = await start()
    expect(handle).toMatch(/^[\w-]{43}$/)
    expect(JSON.stringify(await context.dataSource.query('SELECT * FROM sessions'))).not.toContain(handle)
  })

  it('of a person are bounded: the oldest login ends, with what was granted in it (SEC-446)', async () => {
    const bounded = await startContext([SessionsModule], { environment: { ALDGATE_SESSIONS_PER_PERSON: '2' } })
    const [few, made] = [bounded.get(Sessions), [] as string[]]
    for (const sub of ['bob', 'alice', 'alice', 'alice']) {
      made.push((await few.start({ ...alice, sub }, undefined, flowId)).session.sid)
      const granted = aGrant(bounded.clock.now(), { sub, sid: made.at(-1) ?? '' })
      await bounded.get(Grants).add(granted)
      bounded.clock.advance(1)
    }
    const live = await Promise.all(made.map(async (sid) => (await few.findBySid(sid)) !== undefined))
    expect(live).toEqual([true, false, true, true])
    expect((await bounded.get(Grants).findLiveOf({ sub: 'alice' }, 10)).map(({ sid }) => sid).toSorted()).toEqual(made.slice(2).toSorted())
    await bounded.close()
  })

  it('are ended by their person one by one, or all but one; nobody ends another’s (SEC-228)', async () => {
    const [one, two, three, others] = [await start(), await start(), await start(), await start({ ...alice, sub: 'bob' })]
    const sids = [one, two, three, others].map(({ session }) => session.sid)
    const alive = async () => Promise.all(sids.map(async (sid) => (await sessions.findBySid(sid)) !== undefined))
    await sessions.endOne({ sub: 'alice', sid: others.session.sid }, 'a test')
    await sessions.endOne({ sub: 'alice', sid: one.session.sid }, 'a test')
    expect(await alive()).toEqual([false, true, true, true])
    await sessions.endOthers({ sub: 'alice', sid: two.session.sid }, 'a test')
    expect(await alive()).toEqual([false, true, false, true])
  })

  it('end an hour after their last use (SEC-227)', async () => {
    const { handle } = await start()
    context.clock.advance(hour - 1)
    expect(await sessions.find(handle)).toBeDefined()
    context.clock.advance(1)
    expect(await sessions.find(handle)).toBeUndefined()
  })

  it('live on while they are used, twelve hours in all (SEC-227)', async () => {
    const { handle } = await start()
    for (let halfHour = 1; halfHour < 24; halfHour += 1) {
      context.clock.advance(hour / 2)
      const session = await sessions.find(handle)
      if (!session) throw new Error(`ended after ${halfHour} half hours`)
      await sessions.touch(session)
    }
    context.clock.advance(hour / 2)
    expect(await sessions.find(handle)).toBeUndefined()
  })

  it('are written at most once a minute when they are used (SEC-446)', async () => {
    const { handle, session } = await start()
    const idleEnd = async () => (await sessions.find(handle))?.idleExpiresAt
    context.clock.advance(59)
    await sessions.touch(session)
    expect(await idleEnd()).toBe(session.idleExpiresAt)
    context.clock.advance(1)
    await sessions.touch(session)
    expect(await idleEnd()).toBe(session.idleExpiresAt + 60)
  })

  it('know when they were last used, to the minute and to their end, and from which network the login came (SEC-228)', async () => {
    const { handle } = await start({ ...alice, network: '192.0.2.*' } as typeof alice)
    const signedInAt = context.clock.now()
    const known = async () => sessions.find(handle)
    expect(await known()).toMatchObject({ network: '192.0.2.*', lastUsedAt: signedInAt })
    for (const hours of [...Array.from({ length: 11 }, () => 0.99), 0.5, 0.5]) {
      context.clock.advance(hours * hour)
      const session = await known()
      if (!session) throw new Error('it has ended')
      await sessions.touch(session)
      expect(await known()).toMatchObject({ lastUsedAt: context.clock.now(), network: '192.0.2.*' })
    }
  })

  it('get a new handle at every login, and the old one is worth nothing (SEC-292)', async () => {
    const first = await start()
    const second = await start(alice, first.session)
    expect(second.handle).not.toBe(first.handle)
    expect(await sessions.find(first.handle)).toBeUndefined()
    expect(await sessions.find(second.handle)).toBeDefined()
  })

  it('keep sid and grants when the same person logs in again, with a new auth_time (SEC-209)', async () => {
    const { session } = await start()
    const bound = await grant({ sid: session.sid })
    context.clock.advance(10)
    const again = await start({ ...alice, interactionId: 'another' }, session)
    expect(await sessions.find(again.handle)).toMatchObject({ sid: session.sid, authTime: session.authTime + 10, interactionId: 'another' })
    expect(await lives(bound)).toBe(true)
  })

  it('end with their grants when another person logs in in the same browser (SEC-209, SEC-229)', async () => {
    const { handle, session } = await start()
    const [bound, offline] = [await grant({ sid: session.sid }), await grant({ sid: session.sid, offline: true })]
    const bob = await start({ ...alice, sub: 'bob' }, session)
    expect(bob.session.sid).not.toBe(session.sid)
    expect(await sessions.find(handle)).toBeUndefined()
    expect(await sessions.find(bob.handle)).toMatchObject({ sub: 'bob' })
    expect([await lives(bound), await lives(offline)]).toEqual([false, true])
  })

  it('begin anew where the one that a login continues has ended meanwhile (SEC-292)', async () => {
    const { session } = await start()
    await sessions.end(session.sid, 'logout')
    const { handle } = await start(alice, session)
    expect(await sessions.find(handle)).toMatchObject({ sub: 'alice' })
  })

  it('have one handle that is good after two logins at once (SEC-292)', async () => {
    const { session } = await start()
    const logins = await Promise.all([start(alice, session), start(alice, session)])
    const found = await Promise.all(logins.map(({ handle }) => sessions.find(handle)))
    expect(found.filter(Boolean)).toHaveLength(1)
  })

  it('take along what was granted for as long as they live, and leave the rest (SEC-226)', async () => {
    const { handle, session } = await start()
    const ids = [
      await grant({ sid: session.sid }),
      await grant({ sid: session.sid, offline: true }),
      await grant({ sid: 'another-session' }),
    ]
    await sessions.end(session.sid, 'logout')
    expect(await sessions.find(handle)).toBeUndefined()
    expect(await Promise.all(ids.map(lives))).toEqual([false, true, true])
  })

  it('of a person end together, with every grant (SEC-228)', async () => {
    const handles = [(await start()).handle, (await start()).handle]
    const other = await start({ ...alice, sub: 'bob' })
    const ids = [await grant({ offline: true }), await grant({ sub: 'bob' })]
    await sessions.endOfUser('alice')
    expect(await Promise.all(handles.map((handle) => sessions.find(handle)))).toEqual([undefined, undefined])
    expect(await sessions.find(other.handle)).toBeDefined()
    expect(await Promise.all(ids.map(lives))).toEqual([false, true])
  })

  it('that ended do not come back by a late use (SEC-228)', async () => {
    const { handle, session } = await start()
    await sessions.end(session.sid, 'logout')
    context.clock.advance(120)
    await sessions.touch(session)
    expect(await sessions.find(handle)).toBeUndefined()
  })

  it('are swept when they have idled out by every node’s clock, not before (SEC-438, SEC-445)', async () => {
    await start()
    const over = context.clock.now() + hour + clockToleranceSeconds
    expect(await sessions.sweepExpired(over, 10)).toBe(0)
    expect(await sessions.sweepExpired(over + 1, 10)).toBe(1)
  })
})

describe('sessions that may be idle for a short time', () => {
  it('do not end while they are used more often (SEC-227)', async () => {
    const context = await startContext([SessionsModule], { environment: { ALDGATE_SESSION_IDLE_LIFETIME: '60' } })
    try {
      const sessions = context.get(Sessions)
      const { handle } = await sessions.start(alice, undefined, flowId)
      for (let time = 0; time < 30; time += 1) {
        context.clock.advance(10)
        const session = await sessions.find(handle)
        expect(session).toBeDefined()
        if (session) await sessions.touch(session)
      }
    } finally {
      await context.close()
    }
  })
})
