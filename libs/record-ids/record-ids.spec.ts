import { leastIdAt, RecordIds } from './record-ids'

describe('ids of records', () => {
  const now = 1_790_000_000_000

  it('are digits, as many in every one, and never the same', () => {
    const [one, other] = [new RecordIds(), new RecordIds()]
    const ids = Array.from({ length: 1_000 }, () => [one.next(now), other.next(now)]).flat()
    expect(new Set(ids).size).toBe(2_000)
    for (const id of ids) expect(id).toMatch(/^\d{32}$/)
  })

  it('are as long as they are wanted', () => {
    expect(new RecordIds({ count: 2, process: 5 }).next(now)).toMatch(/^\d{22}$/)
  })

  it('sort as they were made', () => {
    const ids = new RecordIds()
    const made = [now, now, now, now + 1, now + 1_000].map((at) => ids.next(at))
    expect(made.toSorted()).toEqual(made)
  })

  it('are not less than the least of their time, and less than that of the next', () => {
    const id = new RecordIds().next(now)
    expect(id > leastIdAt(now)).toBe(true)
    expect(id < leastIdAt(now + 1)).toBe(true)
    expect(leastIdAt(-5) < leastIdAt(0.5) + '0').toBe(true)
  })
})
