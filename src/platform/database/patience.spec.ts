import { DatabaseTooSlow, patiently, withPatience } from './patience'
import type { Wait } from './patience'

describe('the patience of a request', () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())

  const lasting = (milliseconds: number) => patiently(() => new Promise((resolve) => setTimeout(resolve, milliseconds, 'done')))
  /** What comes of it, once the clock has gone on for long enough. */
  const outcome = async (work: Promise<unknown>) => {
    const seen = work.catch((error: unknown) => error)
    await jest.advanceTimersByTimeAsync(5_000)
    return seen
  }

  it('is used up by all that it asks one after the other (SEC-434)', async () => {
    const asked = withPatience(async () => [await lasting(600), await lasting(300), await lasting(300)], 1_000)
    expect(await outcome(asked)).toBeInstanceOf(DatabaseTooSlow)
  })

  it('is used once by what it asks at the same time (SEC-434)', async () => {
    const asked = withPatience(async () => {
      const together = await Promise.all([lasting(600), lasting(500), lasting(600)])
      return [...together, await lasting(300)]
    }, 1_000)
    expect(await outcome(asked)).toEqual(['done', 'done', 'done', 'done'])
  })

  it('ends for all that it waits for, and nothing is changed for good afterwards (SEC-434)', async () => {
    const waits: Wait[] = []
    const hanging = () => patiently((wait) => (waits.push(wait), new Promise(() => undefined)))
    const asked = withPatience(() => Promise.allSettled([hanging(), hanging()]), 1_000)
    expect(await outcome(asked)).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }])
    for (const wait of waits) expect(() => wait.check()).toThrow(DatabaseTooSlow)
  })

  it('has no end where nobody waits (SEC-434)', async () => {
    expect(await outcome(lasting(4_900))).toBe('done')
  })
})
