import { readClaims } from './read-claims'

const terms = { production: true } as const
const read = (...claims: unknown[]) => readClaims(claims, 'claims', terms)

describe('the mapping of a client', () => {
  it('tells ID tokens and UserInfo where it names no place (contract: claims)', () => {
    expect(read({ claim: 'department' })).toEqual([{ claim: 'department', in: ['id_token', 'userinfo'] }])
  })

  it.each([
    [['department'], 'claims: must hold mappings of claim, value and in'],
    [[{ value: 'true' }], 'claims.claim: must be text that is not empty (numbers, true, false and null need quotes)'],
    [[{ claim: 'a b' }], 'claims.claim: must be printable ASCII without spaces'],
    [[{ claim: 'a', expression: 'x' }], 'claims.expression: is not a known name'],
    [[{ claim: 'a', value: 'x', from: 'y' }], 'claims "a": has value and from: give one of the two'],
    [[{ claim: 'a', in: ['token'] }], 'claims "a" in: token is not one of id_token, userinfo, access_token, introspection'],
    [[{ claim: 'a' }, { claim: 'a' }], 'claims "a": stands twice'],
    [Array.from({ length: 51 }, (_, index) => ({ claim: `c${index}` })), 'claims: holds more than 50 claims'],
    [[{ claim: 'a', value: 'x'.repeat(2_001) }], 'claims "a" value: is longer than 2000 characters'],
  ])('is refused by the rule it breaks: %j (contract: claims)', (claims, rule) => {
    expect(() => read(...claims)).toThrow(rule)
  })

  it.each(['iss', 'sub', 'aud', 'exp', 'cnf', 'nonce', 'acr', 'client_id', 'scope', 'sid', 'active', '__proto__'])(
    'never changes the claim %s of the protocol (RFC7519-4.1, SEC-17)',
    (claim) => {
      expect(() => read({ claim, value: '"x"' })).toThrow(/is a claim of the protocol/)
    },
  )
})
