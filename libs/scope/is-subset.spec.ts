import { formatScope } from './format-scope'
import { isSubset } from './is-subset'

describe('a set of scopes', () => {
  it('is a subset when each is among the others, whatever their order (RFC6749-6)', () => {
    expect(isSubset(['b', 'a'], ['a', 'b', 'c'])).toBe(true)
    expect(isSubset([], [])).toBe(true)
    expect(isSubset(new Set(['a']), new Set(['a']))).toBe(true)
  })

  it('is no subset when one is not, in exactly its letters (RFC6749-6)', () => {
    expect(isSubset(['a', 'd'], ['a', 'b', 'c'])).toBe(false)
    expect(isSubset(['A'], ['a'])).toBe(false)
    expect(isSubset(['toString'], [])).toBe(false)
  })

  it('is written with one space between two names (RFC6749-3.3)', () => {
    expect(formatScope(new Set(['openid', 'profile']))).toBe('openid profile')
    expect(formatScope([])).toBe('')
  })
})
