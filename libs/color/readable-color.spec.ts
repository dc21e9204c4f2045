import { contrast } from './hex-color'
import { clearerOn, readableOn } from './readable-color'

describe('contrast', () => {
  it.each([
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    ['#777777', '#ffffff', 4.48],
    ['#1f4e8c', '#ffffff', 8.31],
  ])('of %s and %s is %d, whichever comes first (WCAG 2.2)', (one, other, ratio) => {
    expect(contrast(one, other)).toBeCloseTo(ratio, 1)
    expect(contrast(other, one)).toBe(contrast(one, other))
  })
})

describe('a colour that must be read', () => {
  it('stays as it is where it can be', () => expect(readableOn('#1f4e8c', '#ffffff', '#1a2230', 4.5)).toBe('#1f4e8c'))

  it.each(['#ffff00', '#ffffff', '#1f4e8c', '#808080', '#ff0000', '#00ff00'])('is a shade that can be, on either ground: %s', (color) => {
    expect(contrast(readableOn(color, '#ffffff', '#1a2230', 4.5), '#ffffff')).toBeGreaterThanOrEqual(4.5)
    expect(contrast(readableOn(color, '#182029', '#e6ebf1', 4.5), '#182029')).toBeGreaterThanOrEqual(4.5)
  })

  it('on a coloured ground is the clearer of two', () => {
    expect(clearerOn('#ffd000', '#ffffff', '#101820')).toBe('#101820')
    expect(clearerOn('#1f4e8c', '#ffffff', '#101820')).toBe('#ffffff')
  })
})
