import { abortWhereFails, checkDeadline, DatabaseTooSlow, Deadline, untilDeadline, withoutDeadline } from './deadline'

describe('the deadline of a request', () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())

  const lasting = (milliseconds: number) => untilDeadline(() => new Promise((resolve) => setTimeout(resolve, milliseconds, 'done')))
  /** What comes of it, once the clock has gone on for long enough. */
  const outcome = async (work: Promise<unknown>) => {
    const seen = work.catch((error: unknown) => error)
    await jest.advanceTimersByTimeAsync(5_000)
    return seen
  }

  it('passes for all that it asks, one after the other (SEC-434)', async () => {
    const asked = new Deadline(1_000).run(async () => [await lasting(600), await lasting(300), await lasting(300)])
    expect(await outcome(asked)).toBeInstanceOf(DatabaseTooSlow)
  })

  it('passes for all that it asks at the same time, and nothing is changed afterwards (SEC-434)', async () => {
    const deadline = new Deadline(1_000)
    const asked = deadline.run(() => Promise.allSettled([lasting(2_000), lasting(2_000)]))
    expect(await outcome(asked)).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }])
    expect(() => deadline.run(checkDeadline)).toThrow(DatabaseTooSlow)
    await expect(deadline.run(() => lasting(1))).rejects.toThrow(DatabaseTooSlow)
    expect(deadline.signal.aborted).toBe(true)
  })

  it('begins with what is waited for first: reading a long body counts for nothing', async () => {
    const deadline = new Deadline(1_000)
    await jest.advanceTimersByTimeAsync(20_000)
    expect(await outcome(deadline.run(() => lasting(900)))).toBe('done')
  })

  it('is dropped with the answer', async () => {
    const deadline = new Deadline(1_000)
    await outcome(deadline.run(() => lasting(1)))
    deadline.end()
    expect(jest.getTimerCount()).toBe(0)
  })

  it('comes at once where nothing can come of the request any more (SEC-431)', async () => {
    const deadline = new Deadline(1_000)
    const asked = deadline.run(() => {
      abortWhereFails(Promise.reject(new TypeError('a fault of ours')))
      return lasting(500)
    })
    expect(await outcome(asked)).toBeInstanceOf(TypeError)
    expect(() => deadline.run(checkDeadline)).toThrow(TypeError)
  })

  it('binds nothing that no request waits for (SEC-434)', async () => {
    expect(await outcome(lasting(4_900))).toBe('done')
    expect(await outcome(new Deadline(1_000).run(() => withoutDeadline(() => lasting(4_900))))).toBe('done')
  })
})
