import { excerpt } from './excerpt'

describe('an excerpt of what came', () => {
  it('is one printable line (SEC-360)', () => {
    expect(excerpt('a\r\nb\u202e')).toBe('a??b?')
  })

  it('is cut, and says how long the whole was', () => {
    expect(excerpt('x'.repeat(101))).toBe(`${'x'.repeat(100)}… (101 characters)`)
  })

  it('says when nothing came', () => {
    expect(excerpt(undefined)).toBe('nothing')
  })
})
