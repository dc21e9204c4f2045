import { excerpt, excerptWhole, words } from './excerpt'

describe('an excerpt of what came', () => {
  it('is one printable line (SEC-360)', () => {
    expect(excerpt('a\r\nb\u202e')).toBe('a??b?')
  })

  it('is cut, and says how long the whole was', () => {
    expect(excerpt('x'.repeat(101))).toBe(`${'x'.repeat(100)}… (101 characters)`)
  })

  it('keeps to itself what may be a secret that came in the wrong place (SEC-442)', () => {
    expect(excerpt('refresh_token`refresh_token=DBmWPxgYxlbvZI5zpwZOx4AbmMlHNxaB4LBCwSQo5Og')).toBe('refresh_token`refresh_token=DBmW…')
    expect(excerpt(`${'x '.repeat(45)}DBmWPxgYxlbvZI5zpwZOx4AbmMlHNxaB4LBCwSQo5Og`)).toBe(`${'x '.repeat(45)}DBmW…`)
    expect(excerpt('urn:ietf:params:oauth:client-assertion-type:jwt-bearer')).toBe('urn:ietf:params:oauth:client-assertion-type:jwt-bearer')
  })

  it.each([
    ['hexadecimal', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', '9f86…'],
    ['hexadecimal in capitals', '9F86D081884C7D659A2FEAA0C55AD015', '9F86…'],
    ['base64', 'x Zk3+xQ9v/aB8kLmN0pQ+rStUvWxYz1/23456789AbC=', 'x Zk3+…='],
    ['a UUID', '3f2504e0-4f89-41d3-9a0c-0305e82c3301', '3f25…'],
    [
      'an address that lost its &',
      'https://a.example/cb&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
      'https://a.example/cb&code_verifier=dBjf…',
    ],
  ])('keeps the rest of what may be a secret to itself: %s (SEC-442, SEC-443)', (_, text, seen) => {
    expect(excerpt(text)).toBe(seen)
  })

  it.each(['https://api.example.com/v1/accounts/current', 'offline_access payments:read', 'code_challenge_method', '1700000000'])(
    'shows what is no secret: %s (SEC-442)',
    (text) => {
      expect(excerpt(text)).toBe(text)
    },
  )

  it('is put among the code’s own words, and whole where it is known to be no secret', () => {
    expect(words`at most ${5} of ${excerpt('a\nb')}`).toBe('at most 5 of a?b')
    expect(excerptWhole('3f2504e0-4f89-41d3-9a0c-0305e82c3301')).toBe('3f2504e0-4f89-41d3-9a0c-0305e82c3301')
  })

  it('says when nothing came', () => {
    expect(excerpt(undefined)).toBe('nothing')
  })
})
