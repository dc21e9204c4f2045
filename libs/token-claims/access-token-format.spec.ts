import { accessTokenFormat, usualFormat } from './access-token-format'
import type { AccessTokenFormat } from './access-token-format'

const spring: AccessTokenFormat = { algorithm: 'RS256', type: 'JWT' }
const formats = new Map([
  ['https://spring.example.com', spring],
  ['https://other-spring.example.com', spring],
  ['https://payments.example.com', usualFormat],
])
const formatOf = (audience: readonly string[], isFapi2 = false) => accessTokenFormat(audience, formats, { isFapi2 })

describe('the format of an access token', () => {
  it('is RFC 9068’s, signed with ES256, unless its resource asks for another (RFC9068-2.1)', () => {
    expect(formatOf(['https://as.example.com'])).toEqual({ algorithm: 'ES256', type: 'at+jwt' })
    expect(formatOf(['https://payments.example.com'])).toEqual(usualFormat)
    expect(formatOf(['https://spring.example.com'])).toEqual(spring)
  })

  it('is what all resources of the audience take, and this server takes them all (RFC9068-2.1)', () => {
    expect(formatOf(['https://spring.example.com', 'https://as.example.com', 'https://other-spring.example.com'])).toEqual(spring)
  })

  it('is the usual one where they differ (RFC9068-2.1)', () => {
    expect(formatOf(['https://spring.example.com', 'https://payments.example.com'])).toEqual(usualFormat)
  })

  it('is never RS256 for a client with FAPI 2.0 (FAPI2-SP-FINAL-5.4.1-1)', () => {
    expect(formatOf(['https://spring.example.com'], true)).toEqual({ algorithm: 'ES256', type: 'JWT' })
  })
})
