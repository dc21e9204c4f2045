import { parseScope } from './parse-scope'

const names = (count: number) => Array.from({ length: count }, (_, i) => `s${i}`).join(' ')

describe('a scope', () => {
  it('is a list of names in their order, each once (RFC6749-3.3)', () => {
    expect(parseScope('openid profile openid https://api.example.com/read')).toEqual(['openid', 'profile', 'https://api.example.com/read'])
  })

  it('may be empty (RFC6749-3.3)', () => {
    expect(parseScope('')).toEqual([])
  })

  it('treats __proto__ as a name like any other (SEC-358)', () => {
    expect(parseScope('__proto__ toString')).toEqual(['__proto__', 'toString'])
  })

  it.each(['a "b"', 'a\\b', 'a\u0000', 'a\tb', 'a\nb', 'ä', ' a', 'a ', 'a  b', '\u007f'])(
    'refuses characters and gaps outside its grammar: %j (RFC6749-3.3, SEC-212)',
    (scope) => {
      expect(() => parseScope(scope)).toThrow('invalid_scope: scope is malformed')
    },
  )

  it('holds at most 100 names (SEC-212)', () => {
    expect(parseScope(names(100))).toHaveLength(100)
    expect(() => parseScope(names(101))).toThrow('invalid_scope: scope holds more than 100 names')
  })

  it('has at most 4096 characters, and is refused for its length before it is read (SEC-212)', () => {
    expect(parseScope('s'.repeat(4096))).toHaveLength(1)
    for (const scope of ['s'.repeat(4097), '\n '.repeat(500_000)])
      expect(() => parseScope(scope)).toThrow('invalid_scope: scope is longer than 4096 characters')
  })
})
