import { displayWidth } from './display-width'

describe('the width of a text in a terminal', () => {
  it.each([
    ['', 0],
    ['alice', 5],
    ['jürgen', 6],
    ['ju\u0308rgen', 6],
    ['山田太郎', 8],
    ['김철수', 6],
    ['ｆｕｌｌ', 8],
    ['ﾊﾝｶｸ', 4],
    ['𠮷野', 4],
    ['مريم', 4],
    ['a\u{1f511}b', 4],
    ['\u{1f469}\u200d\u{1f4bb}', 2],
  ])('of %s is %d', (text, columns) => {
    expect(displayWidth(text)).toBe(columns)
  })
})
