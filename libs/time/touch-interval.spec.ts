import { touchInterval } from './touch-interval'

describe('the use of what idles out', () => {
  it('is written down at most once in the usual time, and ten times in the idle lifetime (SEC-227)', () => {
    expect(touchInterval(3600, 30 * 24 * 3600)).toBe(3600)
    expect(touchInterval(3600, 1800)).toBe(180)
    expect(touchInterval(60, 60)).toBe(6)
    expect(touchInterval(60, 5)).toBe(0)
  })
})
