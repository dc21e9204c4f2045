import { createHash } from 'node:crypto'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { LogoutOutboxModule } from '#protocol/backchannel-logout/logout-outbox.module'
import { AuditLog } from '#operations/audit/audit-log.repository'
import { AuditModule } from '#operations/audit/audit.module'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { Consents } from '#records/consents/consents.repository'
import { ConsentsModule } from '#records/consents/consents.module'
import { Grants } from '#records/grants/grants.repository'
import { SessionClients } from '#records/sessions/session-clients.repository'
import { Sessions } from '#records/sessions/sessions.repository'
import { SessionsModule } from '#records/sessions/sessions.module'
import { UserAdministration } from '#records/users/user-administration'
import { Users } from '#records/users/users.repository'
import { overhearStatements } from '../support/overhear-statements'
import type { Statement } from '../support/overhear-statements'
import { addUser, aGrant, flowId } from '../support/records'
import { startContext } from '../support/test-context'
import type { TestContext } from '../support/test-context'

const login = { sub: 'alice', acr: 'an-acr', amr: ['pwd'], interactionId: null }
const why = 'a test'

/** Everything that ends what a person has open, or what a client was granted. */
const endings: Readonly<Record<string, (context: TestContext, sid: string) => Promise<unknown>>> = {
  'a logout': (context, sid) => context.get(Sessions).end(sid, 'logout'),
  'one session from the account page': (context, sid) => context.get(Sessions).endOne({ sub: 'alice', sid }, why),
  'all other sessions': (context, sid) => context.get(Sessions).endOthers({ sub: 'alice', sid }, why),
  'a new password': (context) => context.get(Sessions).endOfUser('alice'),
  'accounts that a seed names no more': (context) => context.get(Sessions).endOfUsers(['alice', 'bob']),
  'a withdrawn consent': (context) => context.get(Consents).withdraw({ sub: 'alice', clientId: 'client-0' }),
  'grants of a person': (context) => context.get(Grants).endOf({ sub: 'alice' }, why),
  'grants to a client': (context) => context.get(Grants).endOf({ clientId: 'client-0' }, why),
  'a disabled account': async (context) => {
    const user = await context.get(UserAdministration).find('alice')
    if (user) await context.get(UserAdministration).disable(user, (sub) => context.get(Sessions).endOfUser(sub))
  },
  'pruned accounts': (context) => context.get(Users).prune(new Set()),
}

describe('what ends many records', () => {
  let context: TestContext
  beforeEach(async () => {
    const environment = { ALDGATE_GRANTS_PER_CLIENT: '1000', ALDGATE_SESSIONS_PER_PERSON: '1000' }
    const modules = [SessionsModule, ConsentsModule, LogoutOutboxModule, AuditModule.atCommandLine()]
    context = await startContext(modules, { environment })
  })
  afterEach(() => context.close())

  /** Sessions of a person, each known to clients and with grants to them; the sid of one. */
  async function open(many: number): Promise<string> {
    const [sessions, clients, grants, now] = [context.get(Sessions), context.get(SessionClients), context.get(Grants), context.clock.now()]
    await addUser(context, { username: 'alice', sub: 'alice' })
    let sid = ''
    for (let index = 0; index < many; index += 1) {
      sid = (await sessions.start(login, undefined, flowId)).session.sid
      await clients.add(sid, 'web')
      for (const clientId of ['client-0', 'client-1'])
        await grants.add(aGrant(now, { clientId, sub: 'alice', sid, offline: index % 2 === 0 }))
    }
    return sid
  }

  async function statementsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
    const heard: Statement[] = []
    const stop = overhearStatements(heard)
    await work().finally(stop)
    return heard.map(({ sql }) => sql)
  }

  it.each(Object.entries(endings))('takes as many statements for many as for few: %s (SEC-228, SEC-446)', async (_, end) => {
    const few = await open(6)
    const ofFew = await statementsOf(() => end(context, few))
    for (const table of ['users', 'sessions', 'grants', 'consents']) await context.dataSource.query(`DELETE FROM ${table}`)
    const many = await open(24)
    expect(await statementsOf(() => end(context, many))).toEqual(ofFew)
  })

  it('is told record by record while they are few, and by one record with a digest of their ids beyond (SEC-425)', async () => {
    const [grants, now] = [context.get(Grants), context.clock.now()]
    const made = Array.from({ length: 101 }, () => aGrant(now, { sub: 'alice', clientId: 'web' }))
    for (const grant of made) await grants.add(grant)
    await grants.endOf({ sub: 'alice' }, why)
    const ids = made.map(({ id }) => id).toSorted()
    const [told, ...others] = (await context.get(AuditLog).newest({ sub: 'alice' }, 1_000)).filter(({ type }) => type.endsWith('.ended'))
    expect([told, others]).toEqual([expect.objectContaining({ type: 'grants.ended', target: 'user:alice', clientId: 'web' }), []])
    const digest = createHash('sha256').update(ids.join('\n')).digest('base64url')
    expect(JSON.parse(told?.details ?? '')).toEqual({ count: 101, ids: ids.slice(0, 100), digest, why })
  })

  it('takes a moment where there are tens of thousands (SEC-228, SEC-446)', async () => {
    const [grant, sessions, units] = [aGrant(context.clock.now(), { sub: 'alice' }), context.get(Sessions), context.get(UnitOfWork)]
    await context.get(Grants).add(grant)
    const columns = 'client_id, sub, sid, scope, resources, claims, offline, auth_time, acr, amr, created_at, expires_at, ended_at, flow_id'
    const numbers = 'WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 50000)'
    const fill = `INSERT INTO grants (id, ${columns}) ${numbers} SELECT 'many-' || n, ${columns} FROM grants, numbers WHERE id = $1`
    await units.writes.query(fill, [grant.id])
    const [start, delay] = [performance.now(), monitorEventLoopDelay({ resolution: 5 })]
    delay.enable()
    await sessions.endOfUser('alice')
    await new Promise((resolve) => void setTimeout(resolve, 20))
    const [took, stood] = [performance.now() - start, delay.max / 1e6]
    process.stdout.write(`50,000 grants: ${Math.round(took)} ms, the loop stood still for ${Math.round(stood)} ms\n`)
    expect(took).toBeLessThan(4_000)
    expect(await context.get(Grants).findLiveOf({ sub: 'alice' }, 1)).toEqual([])
  })
})
