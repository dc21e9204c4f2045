import { issuerPathOf } from './issuer-path'
import { oauthMetadataPathOf } from './metadata-path'

describe('an issuer’s path', () => {
  it.each([
    ['https://id.example.com', ''],
    ['https://id.example.com:8443', ''],
    ['http://[::1]:3000', ''],
    ['https://id.example.com/auth', '/auth'],
    ['http://localhost:3000/realms/one', '/realms/one'],
  ])('of %s is "%s"', (issuer, path) => {
    expect(issuerPathOf(issuer)).toBe(path)
  })

  it('follows the well-known name of the metadata (RFC8414-3.1)', () => {
    expect(oauthMetadataPathOf('https://id.example.com/auth')).toBe('/.well-known/oauth-authorization-server/auth')
    expect(oauthMetadataPathOf('https://id.example.com')).toBe('/.well-known/oauth-authorization-server')
  })
})
