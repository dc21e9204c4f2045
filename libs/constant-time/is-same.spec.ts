import { isSame } from './is-same'

describe('a comparison in constant time', () => {
  it.each([
    ['the same text', 'abc', 'abc', true],
    ['one that differs at its end', 'abc', 'abd', false],
    ['one that is longer', 'abc', 'abcd', false],
    ['none', '', 'abc', false],
    ['the same bytes', Buffer.from('abc'), 'abc', true],
    ['text of more bytes than characters', 'ä', 'ab', false],
  ])('says of %s whether it is the same (SEC-150)', (_, one, other, same) => {
    expect(isSame(one, other)).toBe(same)
  })
})
