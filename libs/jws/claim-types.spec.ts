import { stringClaim, timeClaim } from './claim-types'

describe('a text claim', () => {
  it('is given, or undefined where it is absent (RFC7519-4.1)', () => {
    expect(stringClaim({ sub: 'alice' }, 'sub')).toBe('alice')
    expect(stringClaim({}, 'sub')).toBeUndefined()
    expect(stringClaim({}, 'constructor')).toBeUndefined()
  })

  it.each([[null], [1], [{}], [['a']], [true]])('is refused as %j (RFC7519-4.1, SEC-351)', (sub) => {
    expect(() => stringClaim({ sub }, 'sub')).toThrow('sub must be a string')
  })
})

describe('a time claim', () => {
  it('is a number, with a fraction where it has one, or absent (RFC7519-2)', () => {
    expect(timeClaim({ exp: 1.5 }, 'exp')).toBe(1.5)
    expect(timeClaim({}, 'exp')).toBeUndefined()
  })

  it.each([[null], ['1'], [{}], [[1]], [Number.NaN], [Infinity], [JSON.parse('1e400')]])(
    'is refused as %p (RFC7519-4.1, SEC-351)',
    (exp) => {
      expect(() => timeClaim({ exp }, 'exp')).toThrow('exp must be a number of seconds')
    },
  )
})
