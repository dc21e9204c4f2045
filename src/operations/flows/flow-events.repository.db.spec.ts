import { startContext } from '../../../test/support/test-context'
import type { TestContext } from '../../../test/support/test-context'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { until } from '../../../test/support/logout-receiver'
import { FlowEvents } from './flow-events.repository'
import type { FlowRecord } from './flow-record'
import { FlowRecordsModule } from './flow-records.module'
import { FlowStories } from './flow-stories'

const day = 24 * 60 * 60 * 1000
const [flowA, flowB] = ['AAAAAAAAAAAAAAAAAAAAAA', 'AAAABBBBBBBBBBBBBBBBBB']

describe('what is remembered of flows', () => {
  let context: TestContext
  let flowEvents: FlowEvents
  let counter = 0
  beforeAll(async () => {
    context = await startContext([FlowRecordsModule])
    flowEvents = context.get(FlowEvents)
  })
  beforeEach(() => context.dataSource.query('DELETE FROM flow_events'))
  afterAll(() => context.close())

  const now = () => context.clock.milliseconds()
  const aRecord = (overrides: Partial<FlowRecord> = {}): FlowRecord => ({
    id: String((counter += 1)),
    flowId: flowA,
    at: now(),
    node: 'node-a',
    method: 'POST',
    path: '/token',
    status: 200,
    milliseconds: 12,
    outcome: 'taken',
    clientId: null,
    sub: null,
    error: null,
    check: null,
    steps: [{ name: 'client.authenticated', after: 3, fields: { clientId: 'a-client', method: 'private_key_jwt' } }],
    ...overrides,
  })
  const recent = async (filter = {}) => (await flowEvents.recent({ since: now() - day, limit: 10, ...filter })).map(({ flow }) => flow)

  it('comes back as it was written, in the order of time', async () => {
    const [late, early] = [aRecord({ clientId: 'a-client', sub: 'alice' }), aRecord({ at: now() - 5000, error: 'invalid_grant' })]
    await flowEvents.add([late, early])
    expect(await flowEvents.of(flowA)).toEqual([early, late])
    expect(await flowEvents.of(flowB)).toEqual([])
  })

  it('is listed by flow, the newest first, with what went wrong', async () => {
    const refused = { outcome: 'refused', error: 'invalid_grant', check: 'code-known', at: now() - 1000 } as const
    await flowEvents.add([aRecord({ ...refused }), aRecord({ flowId: flowB, clientId: 'b' }), aRecord({ at: now() - 2000, clientId: 'a' })])
    const flows = await flowEvents.recent({ since: now() - day, limit: 10 })
    expect(flows).toMatchObject([
      { flow: flowB, requests: 1, refused: 0, clientId: 'b', error: undefined },
      { flow: flowA, requests: 2, refused: 1, failed: 0, clientId: 'a', error: 'invalid_grant', check: 'code-known' },
    ])
  })

  it('is found by client, person, outcome and time', async () => {
    await flowEvents.add([
      aRecord({ clientId: 'a', sub: 'alice', at: now() - 2 * day }),
      aRecord({ flowId: flowB, clientId: 'b', sub: 'bob', outcome: 'failed' }),
    ])
    expect(await recent()).toEqual([flowB])
    const ever = { since: 0 }
    expect(await recent({ ...ever, clientId: 'a' })).toEqual([flowA])
    expect(await recent({ ...ever, sub: 'bob' })).toEqual([flowB])
    expect(await recent({ ...ever, outcome: 'taken' })).toEqual([flowA])
    expect(await recent({ ...ever, outcome: 'taken', clientId: 'b' })).toEqual([])
    expect(await recent({ ...ever, limit: 1 })).toEqual([flowB])
  })

  it('is found by the beginning of a flow’s id, where only one begins so', async () => {
    await flowEvents.add([aRecord(), aRecord({ flowId: flowB })])
    const stories = context.get(FlowStories)
    expect(await stories.find('AAAA')).toBe('ambiguous')
    expect(await stories.find('AAAAB')).toMatchObject({ flow: flowB })
    expect(await stories.find(flowA)).toMatchObject({ flow: flowA })
    for (const short of ['AAA', '']) expect(await stories.find(short)).toBe('short')
    for (const unknown of ['CCCC', 'aaaa', "A' OR 1=1", '%%%%', 'A'.repeat(23)]) expect(await stories.find(unknown)).toBe('unknown')
  })

  it('is forgotten after the days that are set (SEC-445)', async () => {
    await flowEvents.add([aRecord({ at: now() - 7 * day - 1000 }), aRecord({ flowId: flowB, at: now() - 7 * day + 1000 })])
    expect(await flowEvents.sweepExpired(context.clock.now(), 10)).toBe(1)
    expect(await recent({ since: 0 })).toEqual([flowB])
  })

  it('is bounded in number: the oldest go first (SEC-446)', async () => {
    const bounded = await startContext([FlowRecordsModule], { environment: { ALDGATE_FLOW_ROWS: '1000' } })
    const [events, units] = [bounded.get(FlowEvents), bounded.get(UnitOfWork)]
    for (let batch = 0; batch < 11; batch += 1)
      await events.add(
        Array.from({ length: 100 }, (_, index) => aRecord({ id: `${batch * 100 + index}`, at: now() + batch * 100 + index })),
      )
    await until(async () => (await units.estimateRows('flow_events')) >= 1100, 'the rows to be counted')
    expect(await events.sweepExpired(bounded.clock.now(), 60)).toBe(60)
    const [oldest] = await units.reads.query('SELECT id FROM flow_events ORDER BY at LIMIT 1')
    expect(oldest).toEqual({ id: '60' })
    await bounded.close()
  })
})
