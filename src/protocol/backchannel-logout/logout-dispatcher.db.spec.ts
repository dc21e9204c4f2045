import { randomBytes } from 'node:crypto'
import { LogoutReceiver, until } from '../../../test/support/logout-receiver'
import { addClient, flowId, parallel } from '../../../test/support/records'
import { startContext, startNodes } from '../../../test/support/test-context'
import type { TestContext } from '../../../test/support/test-context'
import { testDatabase } from '../../../test/support/test-database'
import { TestClock } from '../../../test/support/test-clock'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { BackchannelLogoutModule } from './backchannel-logout.module'
import { LogoutDeliveries } from './logout-deliveries.repository'
import { LogoutDispatcher } from './logout-dispatcher'
import { LogoutOutboxModule } from './logout-outbox.module'

const allow = { ALDGATE_OUTBOUND_ALLOW: '127.0.0.1' }
const secret = 'a-secret-that-is-long-enough-0123456789'

const tell = (context: TestContext, clientId: string, sid = 'a-session') =>
  context.get(LogoutDeliveries).add([{ clientId, sub: 'alice', sid, flowId }])
const outcomes = async (context: TestContext) => {
  const sql = 'SELECT outcome FROM logout_deliveries WHERE finished_at IS NOT NULL ORDER BY outcome'
  return (await context.get(UnitOfWork).reads.query(sql)).map(({ outcome }) => outcome)
}
const finished = async (context: TestContext, ...expected: string[]) => {
  await until(async () => (await outcomes(context)).length >= expected.length, `${expected.length} to be finished`)
  expect(await outcomes(context)).toEqual(expected)
}
/** Waits until so many are to be tried again after so many seconds. */
const failed = async (context: TestContext, seconds: number, count = 1) => {
  const sql = 'SELECT jti FROM logout_deliveries WHERE finished_at IS NULL AND due_at = $1'
  const due = () => context.get(UnitOfWork).reads.query(sql, [context.clock.now() + seconds])
  await until(async () => (await due()).length === count, `${count} to be tried again in ${seconds} seconds`)
}
/** Lets time pass, and has the server notice. */
const pass = (context: TestContext, seconds: number) => {
  context.clock.advance(seconds)
  context.get(LogoutDispatcher).wake()
}

describe('the delivery of logout tokens', () => {
  let receiver: LogoutReceiver
  beforeEach(async () => {
    receiver = await new LogoutReceiver().start()
  })
  afterEach(() => receiver.stop())

  const register = (context: TestContext, clientId: string, path = `/${clientId}`) =>
    addClient(context, {
      client_id: clientId,
      client_secret: secret,
      redirect_uris: ['https://rp.example/cb'],
      backchannel_logout_uri: receiver.url(path),
    })

  it('happens once, whatever the number of nodes (SEC-285, SEC-437)', async () => {
    const { nodes, close } = await startNodes([BackchannelLogoutModule], allow)
    await register(nodes[0], 'web')
    await parallel((index) => tell(nodes[index % 2 === 0 ? 0 : 1], 'web', `session-${index}`))
    await parallel(async (index) => nodes[index % 2 === 0 ? 0 : 1].get(LogoutDispatcher).wake())
    await finished(nodes[0], ...Array.from({ length: 20 }, () => 'delivered'))
    const sids = (await receiver.at('/web', 20)).map(({ claims }) => claims['sid'])
    expect([sids.length, new Set(sids).size]).toEqual([20, 20])
    await close()
  })

  it('goes to a client twice at the same time, and one that does not answer holds up none of the others (SEC-285)', async () => {
    const context = await startContext([BackchannelLogoutModule], { environment: allow })
    receiver.answers.set('/silent', 0)
    await register(context, 'silent')
    await register(context, 'web')
    await parallel(() => tell(context, 'silent'), 7)
    await parallel(() => tell(context, 'web'), 12)
    await receiver.at('/web', 12)
    expect(receiver.waiting('/silent')).toBe(2)
    await context.close()
    expect(receiver.received.filter(({ path }) => path === '/silent')).toHaveLength(2)
  })

  it('happens after the next start, where the server ended before (SEC-285)', async () => {
    const [database, clock] = [await testDatabase(), new TestClock().stop()]
    const environment = { ...allow, KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64') }
    const before = await startContext([LogoutOutboxModule], { database, clock, environment })
    await register(before, 'web')
    await tell(before, 'web')
    await before.close()
    expect(receiver.received).toEqual([])
    const after = await startContext([BackchannelLogoutModule], { database, clock, environment })
    await finished(after, 'delivered')
    expect(await receiver.at('/web')).toHaveLength(1)
    await after.close()
    await database.drop()
  })

  it('is tried six times in all, with the same jti and a token of the time, then given up (OIDCBCL-2.4, SEC-285)', async () => {
    const context = await startContext([BackchannelLogoutModule], { environment: allow })
    receiver.answers.set('/web', 503)
    await register(context, 'web')
    await tell(context, 'web')
    const times: number[] = []
    for (const seconds of [5, 30, 120, 600, 3600]) {
      times.push(context.clock.now())
      await failed(context, seconds)
      pass(context, seconds)
    }
    await finished(context, 'given up')
    const received = await receiver.at('/web', 6)
    expect(received).toHaveLength(6)
    expect(new Set(received.map(({ claims }) => claims.jti)).size).toBe(1)
    expect(received.map(({ claims }) => claims.iat)).toEqual([...times, context.clock.now()])
    await context.close()
  })

  it('is over when the client takes it or refuses it (OIDCBCL-2.8, SEC-285)', async () => {
    const context = await startContext([BackchannelLogoutModule], { environment: allow })
    for (const status of [200, 204, 400]) {
      receiver.answers.set(`/client-${status}`, status)
      await register(context, `client-${status}`)
      await tell(context, `client-${status}`)
    }
    await finished(context, 'delivered', 'delivered', 'refused')
    expect(receiver.received).toHaveLength(3)
    await context.close()
  })

  it('is tried again after redirects, which are not followed, and errors (SEC-284, SEC-285)', async () => {
    const context = await startContext([BackchannelLogoutModule], { environment: allow })
    const statuses = [301, 302, 307, 308, 401, 404, 500]
    for (const status of statuses) {
      receiver.answers.set(`/client-${status}`, status)
      await register(context, `client-${status}`)
      await tell(context, `client-${status}`)
    }
    await failed(context, 5, statuses.length)
    receiver.answers.clear()
    pass(context, 5)
    await finished(context, ...statuses.map(() => 'delivered'))
    expect(receiver.received.map(({ path }) => path)).not.toContain('/elsewhere')
    await context.close()
  })

  it('reaches a client that was down (SEC-285)', async () => {
    const context = await startContext([BackchannelLogoutModule], { environment: allow })
    await register(context, 'web')
    await receiver.stop()
    await tell(context, 'web')
    await failed(context, 5)
    await receiver.start()
    pass(context, 5)
    await finished(context, 'delivered')
    expect(await receiver.at('/web')).toHaveLength(1)
    await context.close()
  })

  it('is none where the client is gone, and none inside where nobody allowed it (SEC-284)', async () => {
    const context = await startContext([BackchannelLogoutModule])
    await register(context, 'inside')
    await tell(context, 'gone')
    await tell(context, 'inside')
    await finished(context, 'nobody there')
    expect(receiver.received).toEqual([])
    await context.close()
  })

  it('goes on for the others while one client hangs, which takes two places at most and is then left alone (OIDCBCL-2.5, SEC-285)', async () => {
    const context = await startContext([BackchannelLogoutModule], { environment: allow })
    for (const client of ['slow', 'good']) await register(context, client)
    receiver.answers.set('/slow', 0)
    await context
      .get(LogoutDeliveries)
      .add(Array.from({ length: 30 }, (_, index) => ({ clientId: 'slow', sub: 'alice', sid: `s-${index}`, flowId })))
    await until(async () => receiver.waiting('/slow') === 2, 'two to wait for the client that hangs')
    await parallel((index) => tell(context, 'good', `good-${index}`), 10)
    await receiver.at('/good', 10)
    expect(receiver.waiting('/slow')).toBe(2)
    const due = () =>
      context
        .get(UnitOfWork)
        .reads.query("SELECT jti FROM logout_deliveries WHERE client_id = 'slow' AND due_at <= $1", [context.clock.now()])
    await until(async () => (await due()).length === 0, 'the client to be left alone', 60)
    await context.close()
  }, 90_000)
})
