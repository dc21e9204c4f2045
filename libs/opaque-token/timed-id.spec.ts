import { assert, integer, property } from 'fast-check'
import { newTimedId } from './timed-id'

const now = Date.UTC(2026, 0, 1)
/** Milliseconds until the first four characters begin anew. */
const round = 63 ** 4 * 1000

describe('an identifier that begins with its time', () => {
  it('has 22 characters of base64url, never a dash in front, and never comes twice', () => {
    const ids = Array.from({ length: 10_000 }, () => newTimedId(now))
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.every((id) => /^\w[\w-]{21}$/.test(id))).toBe(true)
  })

  it('has 108 random bits: no character behind the time stays as it is', () => {
    const ids = Array.from({ length: 1_000 }, () => newTimedId(now).slice(4))
    for (let place = 0; place < 18; place += 1) expect(new Set(ids.map((id) => id[place])).size).toBe(64)
  })

  it('sorts by its second, and with the ids of the same second', () => {
    const later = integer({ min: 0, max: round - 1 })
    const prefix = (after: number) => newTimedId(Math.ceil(now / round) * round + after).slice(0, 4)
    assert(
      property(later, later, (one, other) => {
        const order = Math.sign(Math.floor(one / 1000) - Math.floor(other / 1000))
        expect(Math.sign(Number(prefix(one) > prefix(other)) - Number(prefix(one) < prefix(other)))).toBe(order)
      }),
    )
  })
})
