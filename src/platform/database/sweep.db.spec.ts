import { Module } from '@nestjs/common'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import { startContext } from '../../../test/support/test-context'
import type { TestContext } from '../../../test/support/test-context'
import { clockToleranceSeconds } from './delete-expired'
import { Sweep } from './sweep'
import { SweepsExpired } from './sweeps-expired'
import type { SweepsRows } from './sweeps-expired'

@SweepsExpired()
class Backlog implements SweepsRows {
  rows = 0
  calls: { now: EpochSeconds; limit: number }[] = []

  expiredRows(now: EpochSeconds) {
    return { table: 'attempts', key: 'subject', expiry: 'window_ends_at', before: now }
  }

  async sweepExpired(now: EpochSeconds, limit: number): Promise<number> {
    this.calls.push({ now, limit })
    if (this.rows < 0) throw new TypeError('a fault of ours')
    const deleted = Math.min(this.rows, limit)
    this.rows -= deleted
    return deleted
  }
}

@SweepsExpired()
class OtherBacklog extends Backlog {}

@Module({ providers: [Backlog, OtherBacklog] })
class BacklogModule {}

describe('the sweep', () => {
  let context: TestContext
  let [backlog, other]: readonly Backlog[] = []
  beforeEach(async () => {
    context = await startContext([BacklogModule])
    ;[backlog, other] = [context.get(Backlog), context.get(OtherBacklog)]
  })
  afterEach(() => context.close())
  const sweep = (patience?: number) => context.get(Sweep).sweep(patience)

  it('asks every repository that takes part, with the present (SEC-445)', async () => {
    Object.assign(backlog ?? {}, { rows: 3 })
    Object.assign(other ?? {}, { rows: 4 })
    expect(await sweep()).toBe(7)
    expect(other?.calls).toEqual([{ now: context.clock.now(), limit: 500 }])
  })

  it('goes on in small batches while there is a backlog (SEC-445)', async () => {
    Object.assign(backlog ?? {}, { rows: 1_200 })
    expect(await sweep()).toBe(1_200)
    expect(backlog?.calls).toHaveLength(3)
  })

  it('stops when its time is over, after one batch at least, and gives the next repository its turn (SEC-445)', async () => {
    Object.assign(backlog ?? {}, { rows: 1_000_000 })
    Object.assign(other ?? {}, { rows: 4 })
    expect(await sweep(0)).toBe(504)
  })

  it('counts what waits to be deleted by every node’s clock, without deleting it (SEC-438, SEC-445)', async () => {
    const now = context.clock.now() - clockToleranceSeconds
    const insert = (subject: string, ends: number) =>
      context.dataSource.query(`INSERT INTO attempts (subject, failures, window_ends_at) VALUES ('${subject}', 1, ${ends})`)
    for (const [subject, ends] of [
      ['a', now - 2],
      ['b', now - 1],
      ['c', now],
    ] as const)
      await insert(subject, ends)
    expect((await context.get(Sweep).backlog()).get('attempts')).toBe(2)
  })

  it('serves the others though one repository fails (SEC-449)', async () => {
    Object.assign(backlog ?? {}, { rows: -1 })
    Object.assign(other ?? {}, { rows: 4 })
    await expect(sweep()).rejects.toThrow('1 of 2 repositories could not be swept')
    expect(other?.rows).toBe(0)
  })
})
