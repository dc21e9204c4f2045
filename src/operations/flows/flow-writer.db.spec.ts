import { setTimeout as sleep } from 'node:timers/promises'
import { FlowSettings } from '#platform/config/flow-settings'
import { Deadline } from '#platform/database/deadline'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { startContext } from '../../../test/support/test-context'
import type { TestContext } from '../../../test/support/test-context'
import { databaseKind } from '../../../test/support/test-database'
import { FlowEvents } from './flow-events.repository'
import type { FlowRecord } from './flow-record'
import { FlowRecordsModule } from './flow-records.module'
import { FlowWriter } from './flow-writer'

const flowId = 'AAAAAAAAAAAAAAAAAAAAAA'

describe('the writer of flow records', () => {
  let context: TestContext
  let writer: FlowWriter
  let counter = 0
  beforeAll(async () => {
    context = await startContext([FlowRecordsModule], { environment: { ALDGATE_FLOW_BUFFER: '120' } })
  })
  beforeEach(async () => {
    await context.dataSource.query('DELETE FROM flow_events')
    writer = new FlowWriter(context.get(FlowEvents), context.get(FlowSettings))
  })
  afterAll(() => context.close())

  const aRecord = (): FlowRecord => ({
    id: String((counter += 1)),
    flowId,
    at: context.clock.milliseconds(),
    node: 'a',
    method: 'GET',
    path: '/authorize',
    status: 200,
    milliseconds: 1,
    outcome: 'taken',
    clientId: null,
    sub: null,
    error: null,
    check: null,
    steps: [],
  })
  const written = async () => (await context.get(FlowEvents).of(flowId)).length
  const rename = (from: string, to: string) => context.dataSource.query(`ALTER TABLE ${from} RENAME TO ${to}`)

  it('writes by itself, a moment later', async () => {
    writer.add(aRecord())
    expect(await written()).toBe(0)
    while ((await written()) === 0) await sleep(20)
    expect(writer.waiting).toBe(0)
  })

  it('takes its time, however little the request had left that it began in (SEC-435)', async () => {
    new Deadline(0).run(() => writer.add(aRecord()))
    while (writer.waiting > 0) await sleep(20)
    await new Deadline(0).run(async () => {
      for (let record = 0; record < 120; record += 1) writer.add(aRecord())
      await writer.flush()
    })
    expect([await written(), writer.waiting]).toEqual([121, 0])
  })

  it('goes on after a write that took long, though more came meanwhile (SEC-435)', async () => {
    let release = () => {}
    const released = new Promise<void>((resolve) => (release = resolve))
    const held = context.get(UnitOfWork).run(async (tx) => {
      await tx.query('DELETE FROM flow_events')
      if (databaseKind === 'postgres') await tx.query('LOCK TABLE flow_events')
      await released
    })
    writer.add(aRecord())
    while (writer.waiting > 0) await sleep(20)
    writer.add(aRecord())
    await sleep(600)
    release()
    await held
    while ((await written()) < 2) await sleep(20)
    writer.add(aRecord())
    while ((await written()) < 3) await sleep(20)
    expect(writer.waiting).toBe(0)
  })

  it('writes a record once, also where nobody heard that it was written', async () => {
    const record = aRecord()
    for (const _ of [1, 2]) {
      writer.add(record)
      await writer.flush()
    }
    expect([writer.waiting, await written()]).toEqual([0, 1])
  })

  it('writes many in batches, each once, however often it is told to', async () => {
    for (let record = 0; record < 120; record += 1) writer.add(aRecord())
    await Promise.all([writer.flush(), writer.flush(), writer.flush()])
    expect(await written()).toBe(120)
    expect(writer.dropped).toBe(0)
  })

  it('keeps what it cannot write and drops what it has no room for, without anybody noticing but the count (SEC-446)', async () => {
    await rename('flow_events', 'flow_events_gone')
    for (let record = 0; record < 150; record += 1) writer.add(aRecord())
    await writer.flush()
    expect([writer.waiting, writer.dropped]).toEqual([120, 30])
    await rename('flow_events_gone', 'flow_events')
    await writer.flush()
    expect([writer.waiting, await written()]).toEqual([0, 120])
  })

  it('writes what waits before the server ends (SEC-448)', async () => {
    writer.add(aRecord())
    await writer.onApplicationShutdown()
    expect(await written()).toBe(1)
  })
})
