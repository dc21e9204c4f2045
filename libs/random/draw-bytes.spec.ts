import { drawBytes } from './draw-bytes'

describe('random bytes', () => {
  it('are as many as asked for, and never those that somebody else has (FAPI2-SP-FINAL-5.4.1-4)', () => {
    const drawn = Array.from({ length: 2_000 }, (_, index) => drawBytes(12 + (index % 3) * 10))
    expect(drawn.map(({ length }) => length)).toEqual(drawn.map((_, index) => 12 + (index % 3) * 10))
    expect(new Set(drawn.map((bytes) => bytes.toString('hex'))).size).toBe(drawn.length)
    for (const bytes of drawn) expect(bytes.some((byte) => byte !== 0)).toBe(true)
  })

  it('are their owner’s: what is drawn later changes nothing of them', () => {
    const first = drawBytes(32)
    const before = first.toString('hex')
    for (let time = 0; time < 500; time += 1) drawBytes(32).fill(1)
    expect(first.toString('hex')).toBe(before)
  })

  it('cannot be had in quantities', () => {
    expect(() => drawBytes(4097)).toThrow(RangeError)
    expect(drawBytes(4096)).toHaveLength(4096)
  })
})
