import type { ClientMetadata } from './client-metadata'
import { RegisteredClient } from './registered-client'
import { withDefaults } from './with-defaults'

const clientOf = (given: Partial<ClientMetadata> = {}) =>
  new RegisteredClient(withDefaults({ client_id: 'c', redirect_uris: ['https://app.example/cb'], ...given }))
const fapi = { security_profile: 'fapi2', token_endpoint_auth_method: 'private_key_jwt' } as const

describe('a registered client', () => {
  it('goes by its name, else by its id (RFC7591-2)', () => {
    expect(clientOf({ client_name: 'Shop' }).name).toBe('Shop')
    expect(clientOf()).toMatchObject({ name: 'c', clientId: 'c' })
  })

  it('is public exactly when it can not authenticate (RFC6749-2.1)', () => {
    expect(clientOf({ token_endpoint_auth_method: 'none' })).toMatchObject({ isPublic: true, isConfidential: false })
    expect(clientOf()).toMatchObject({ isPublic: false, isConfidential: true })
  })

  it('is internal when the operator says so (OIDCC-3.1.2.4)', () => {
    expect(clientOf({ client_type: 'internal' }).isInternal).toBe(true)
    expect(clientOf().isInternal).toBe(false)
  })

  it.each([
    ['fapi2', fapi, true],
    ['public', { token_endpoint_auth_method: 'none' }, true],
    ['confidential that demands it', { require_pkce: true }, true],
    ['confidential', {}, false],
  ] as const)('requires PKCE: %s (RFC7636-4.4.1, FAPI2-SP-FINAL-5.3.2.2-5, SEC-195)', (_, given, expected) => {
    expect(clientOf(given).requiresPkce).toBe(expected)
  })

  it('requires DPoP and PAR when its metadata say so (RFC9449-5.2, RFC9126-6)', () => {
    expect(clientOf({ dpop_bound_access_tokens: true, require_pushed_authorization_requests: true })).toMatchObject({
      requiresDpop: true,
      requiresPar: true,
    })
    expect(clientOf()).toMatchObject({ requiresDpop: false, requiresPar: false })
  })

  it('keeps its refresh token under FAPI and has it rotated otherwise (FAPI2-SP-FINAL-5.3.2.1-9, SEC-21)', () => {
    expect(clientOf(fapi)).toMatchObject({ isFapi2: true, rotatesRefreshTokens: false })
    expect(clientOf()).toMatchObject({ isFapi2: false, rotatesRefreshTokens: true })
  })

  it('signs assertions with its pinned algorithm alone, else with what its profile allows (FAPI2-SP-FINAL-5.4.1-1.2, SEC-54)', () => {
    expect(clientOf({ token_endpoint_auth_signing_alg: 'ES256' }).assertionAlgorithms).toEqual(['ES256'])
    expect(clientOf(fapi).assertionAlgorithms).toEqual(['PS256', 'ES256', 'EdDSA'])
    expect(clientOf().assertionAlgorithms).toContain('RS256')
  })

  it('gets ID tokens signed with RS256, under FAPI with ES256, unless it chose (OIDCR-2, SEC-54)', () => {
    expect(clientOf().idTokenAlgorithm).toBe('RS256')
    expect(clientOf(fapi).idTokenAlgorithm).toBe('ES256')
    expect(clientOf({ ...fapi, id_token_signed_response_alg: 'PS256' }).idTokenAlgorithm).toBe('PS256')
  })

  it.each([
    ['nowhere', {}, false],
    ['by the back channel', { backchannel_logout_uri: 'https://app.example/logout' }, true],
    ['with the person, who comes back', { post_logout_redirect_uris: ['https://app.example/'] }, true],
  ] as const)('takes part in logouts where it has registered an address for them: %s (OIDCBCL-2.1, OIDCRPIL-3.1)', (_, given, expected) => {
    expect(clientOf(given).hasLogoutAddress).toBe(expected)
  })

  it('may use the grants and scopes that were registered, and no other (RFC7591-2, SEC-358)', () => {
    const client = clientOf({ scope: 'openid profile' })
    expect(client.allowsGrant('authorization_code')).toBe(true)
    expect(client.allowsGrant('client_credentials')).toBe(false)
    expect(client.allowsGrant('constructor')).toBe(false)
    expect([...client.scopes]).toEqual(['openid', 'profile'])
    expect(clientOf().scopes.size).toBe(0)
  })

  it('serves the audiences it named, where it named any (RFC7662-2.1, SEC-237)', () => {
    expect(clientOf({ resources: ['https://api.example.com'] }).audiences).toEqual(['https://api.example.com'])
    expect(clientOf().audiences).toBeUndefined()
  })
})
