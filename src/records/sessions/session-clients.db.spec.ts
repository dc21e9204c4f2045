import { Injectable, Module } from '@nestjs/common'
import { flowId, parallel } from '../../../test/support/records'
import { startContext } from '../../../test/support/test-context'
import type { TestContext } from '../../../test/support/test-context'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { clockToleranceSeconds } from '#platform/database/delete-expired'
import { EndsWithSession } from './ends-with-session'
import type { EndedSession, SessionEnd } from './ends-with-session'
import { SessionClients } from './session-clients.repository'
import { Sessions } from './sessions.repository'
import { SessionsModule } from './sessions.module'

const alice = { sub: 'alice', acr: 'an-acr', amr: ['pwd'], interactionId: 'an-interaction' }

@Injectable()
@EndsWithSession()
class Listener implements SessionEnd {
  heard: EndedSession[] = []
  fails = false

  async sessionsEnded(ended: readonly EndedSession[]): Promise<void> {
    if (this.fails) throw new TypeError('a fault of ours')
    this.heard.push(...ended)
  }
}

@Module({ providers: [Listener] })
class ListenerModule {}

describe('the clients of a session', () => {
  let context: TestContext
  let sessions: Sessions
  let clients: SessionClients
  let listener: Listener
  beforeAll(async () => {
    context = await startContext([SessionsModule, ListenerModule])
    ;[sessions, clients, listener] = [context.get(Sessions), context.get(SessionClients), context.get(Listener)]
  })
  beforeEach(async () => {
    for (const table of ['sessions', 'session_clients']) await context.dataSource.query(`DELETE FROM ${table}`)
    Object.assign(listener, { heard: [], fails: false })
  })
  afterAll(() => context.close())

  const start = async (login = alice, previous?: Parameters<Sessions['start']>[1]) =>
    (await sessions.start(login, previous, flowId)).session
  const kept = () => context.get(UnitOfWork).reads.query('SELECT * FROM session_clients')

  it('hear of its end, each once, and no others do (OIDCBCL-2.3, OIDCBCL-2.5, SEC-283)', async () => {
    const [session, other] = [await start(), await start()]
    for (const clientId of ['web', 'web', 'app']) await clients.add(session.sid, clientId)
    await clients.add(other.sid, 'elsewhere')
    await sessions.end(session.sid, 'logout')
    expect(listener.heard).toEqual([{ sid: session.sid, sub: 'alice', flowId, clientIds: expect.any(Array) as string[] }])
    expect(listener.heard[0]?.clientIds.toSorted()).toEqual(['app', 'web'])
    await sessions.end(session.sid, 'logout')
    expect(listener.heard).toHaveLength(1)
  })

  it('hear of it once though it is ended many times at once (OIDCBCL-2.5, SEC-437)', async () => {
    const session = await start()
    await clients.add(session.sid, 'web')
    await parallel(() => sessions.end(session.sid, 'logout'))
    expect(listener.heard).toHaveLength(1)
  })

  it('hear of it when another person logs in, not when the same does (OIDCBCL-2.5, SEC-209)', async () => {
    const session = await start()
    await clients.add(session.sid, 'web')
    const again = await start(alice, session)
    expect(listener.heard).toEqual([])
    await start({ ...alice, sub: 'bob' }, again)
    expect(listener.heard).toMatchObject([{ sid: session.sid, sub: 'alice', clientIds: ['web'] }])
  })

  it('hear of it when the account ends (OIDCBCL-2.5, SEC-228)', async () => {
    const [one, two, other] = [await start(), await start(), await start({ ...alice, sub: 'bob' })]
    for (const { sid } of [one, two, other]) await clients.add(sid, 'web')
    await sessions.endOfUser('alice')
    expect(listener.heard.map(({ sid }) => sid).toSorted()).toEqual([one.sid, two.sid].toSorted())
  })

  it('are forgotten and told nothing when it idles out (SEC-445)', async () => {
    const session = await start()
    await clients.add(session.sid, 'web')
    expect(await sessions.sweepExpired(session.idleExpiresAt + clockToleranceSeconds + 1, 10)).toBe(1)
    expect([await kept(), listener.heard]).toEqual([[], []])
  })

  it('are none where it has ended (SEC-445)', async () => {
    await clients.add('no-session', 'web')
    expect(await kept()).toEqual([])
  })

  it('keep the session from ending where they cannot be told (SEC-431)', async () => {
    const session = await start()
    await clients.add(session.sid, 'web')
    listener.fails = true
    await expect(sessions.end(session.sid, 'logout')).rejects.toThrow(TypeError)
    expect(await sessions.findBySid(session.sid)).toBeDefined()
    expect(await kept()).toHaveLength(1)
  })
})
