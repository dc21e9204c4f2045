import { flowId, parallel } from '../../../test/support/records'
import { startContext } from '../../../test/support/test-context'
import type { TestContext } from '../../../test/support/test-context'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { LogoutDeliveries } from './logout-deliveries.repository'
import { retryDelay } from './logout-delivery'
import type { LogoutDelivery } from './logout-delivery'
import { LogoutOutboxModule } from './logout-outbox.module'

describe('the outbox of logouts', () => {
  let context: TestContext
  let deliveries: LogoutDeliveries
  beforeAll(async () => {
    context = await startContext([LogoutOutboxModule])
    deliveries = context.get(LogoutDeliveries)
  })
  beforeEach(() => context.dataSource.query('DELETE FROM logout_deliveries'))
  afterAll(() => context.close())

  const add = (clientId = 'web') => deliveries.add([{ clientId, sub: 'alice', sid: 'a-session', flowId }])
  const takeOne = async () => {
    const [taken] = await deliveries.take(1)
    if (!taken) throw new Error('there is none')
    return taken
  }
  const rows = () => context.get(UnitOfWork).reads.query('SELECT * FROM logout_deliveries')

  it('gives each delivery to one who asks (SEC-285, SEC-437)', async () => {
    await parallel((index) => add(`client-${index}`))
    const taken: LogoutDelivery[] = []
    // One who asks at the same moment as another may be given nothing, and asks again.
    for (let round = 0; round < 20 && taken.length < 20; round += 1) taken.push(...(await parallel(() => deliveries.take(3))).flat())
    expect(taken).toHaveLength(20)
    expect(new Set(taken.map(({ jti }) => jti)).size).toBe(20)
    expect(taken[0]).toMatchObject({ sub: 'alice', sid: 'a-session', attempts: 1, flowId })
  })

  it('gives it to another when who took it says nothing for twenty seconds (SEC-285)', async () => {
    await add()
    const first = await takeOne()
    context.clock.advance(19)
    expect(await deliveries.take(1)).toEqual([])
    context.clock.advance(1)
    expect(await takeOne()).toMatchObject({ jti: first.jti, attempts: 2 })
  })

  it('takes no word from who was too late (SEC-285)', async () => {
    await add()
    const first = await takeOne()
    context.clock.advance(20)
    const second = await takeOne()
    await deliveries.finish(first, 'delivered')
    await deliveries.retryIn(0, first)
    expect(await deliveries.take(1)).toEqual([])
    await deliveries.finish(second, 'refused')
    expect(await rows()).toMatchObject([{ outcome: 'refused', attempts: 2 }])
  })

  it('gives out what failed again after a while, and longer each time (SEC-285)', async () => {
    expect([1, 2, 3, 4, 5, 6, 7].map(retryDelay)).toEqual([5, 30, 120, 600, 3600, undefined, undefined])
    await add()
    await deliveries.retryIn(5, await takeOne())
    context.clock.advance(4)
    expect(await deliveries.take(1)).toEqual([])
    context.clock.advance(1)
    expect(await takeOne()).toMatchObject({ attempts: 2 })
  })

  it('gives out the oldest first, and nothing that is finished (SEC-285)', async () => {
    await add('first')
    context.clock.advance(1)
    await add('second')
    const first = await takeOne()
    expect(first.clientId).toBe('first')
    await deliveries.finish(first, 'delivered')
    context.clock.advance(3600)
    expect((await deliveries.take(10)).map(({ clientId }) => clientId)).toEqual(['second'])
  })

  it('says that there is something new once it can be seen, and never of what was rolled back (SEC-285)', async () => {
    const seen: Promise<unknown>[] = []
    deliveries.onAdded(() => void seen.push(rows()))
    const units = context.get(UnitOfWork)
    await units.run(async () => add())
    await expect(units.run(() => add().then(() => Promise.reject(new TypeError('a fault of ours'))))).rejects.toThrow(TypeError)
    expect((await Promise.all(seen)).map((found) => (found as unknown[]).length)).toEqual([1])
    expect(await rows()).toHaveLength(1)
  })

  it('forgets what was finished a day ago, and nothing else (SEC-445)', async () => {
    await add('finished')
    await deliveries.finish(await takeOne(), 'delivered')
    await add('open')
    const now = context.clock.now()
    expect(await deliveries.sweepExpired(now + 86_400, 10)).toBe(0)
    expect(await deliveries.sweepExpired(now + 86_401, 10)).toBe(1)
    expect(await rows()).toMatchObject([{ client_id: 'open' }])
  })
})
