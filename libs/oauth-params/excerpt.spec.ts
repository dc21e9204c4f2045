import { excerpt } from './excerpt'

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

  it('says when nothing came', () => {
    expect(excerpt(undefined)).toBe('nothing')
  })
})
