import type { GivenMetadata } from '../client-metadata/client-metadata'
import { applyFapi2, fapi2 } from './fapi2'
import { oidc } from './oidc'
import { profileOf } from './profile-of'

const apply = (given: Partial<GivenMetadata> = {}) => applyFapi2({ client_id: 'bank', security_profile: 'fapi2', ...given })

describe('the FAPI 2.0 profile', () => {
  it('fills what was left unsaid (FAPI2-SP-FINAL-5.3.2)', () => {
    expect(apply()).toEqual({
      client_id: 'bank',
      security_profile: 'fapi2',
      token_endpoint_auth_method: 'private_key_jwt',
      dpop_bound_access_tokens: true,
      require_pushed_authorization_requests: true,
      require_pkce: true,
      id_token_signed_response_alg: 'ES256',
    })
  })

  it.each(['PS256', 'ES256', 'EdDSA'] as const)('keeps %s where it was chosen (FAPI2-SP-FINAL-5.4.1-1.2, SEC-54)', (alg) => {
    expect(apply({ id_token_signed_response_alg: alg, token_endpoint_auth_signing_alg: alg })).toMatchObject({
      id_token_signed_response_alg: alg,
      token_endpoint_auth_signing_alg: alg,
    })
  })

  it.each([
    [{ token_endpoint_auth_method: 'client_secret_post' }, 'token_endpoint_auth_method client_secret_post (FAPI2-SP-FINAL-5.3.2.1-6)'],
    [{ token_endpoint_auth_method: 'client_secret_basic' }, 'token_endpoint_auth_method client_secret_basic (FAPI2-SP-FINAL-5.3.2.1-6)'],
    [{ token_endpoint_auth_method: 'none' }, 'token_endpoint_auth_method none (FAPI2-SP-FINAL-5.3.2.1-6)'],
    [{ dpop_bound_access_tokens: false }, 'dpop_bound_access_tokens false (FAPI2-SP-FINAL-5.3.2.1-4)'],
    [{ require_pushed_authorization_requests: false }, 'require_pushed_authorization_requests false (FAPI2-SP-FINAL-5.3.2.2-3)'],
    [{ require_pkce: false }, 'require_pkce false (FAPI2-SP-FINAL-5.3.2.2-5)'],
    [{ id_token_signed_response_alg: 'RS256' }, 'id_token_signed_response_alg RS256 (FAPI2-SP-FINAL-5.4.1-1.2)'],
    [{ token_endpoint_auth_signing_alg: 'RS256' }, 'token_endpoint_auth_signing_alg RS256 (FAPI2-SP-FINAL-5.4.1-1.2)'],
  ] as const)(
    'refuses what contradicts it: %j (FAPI2-SP-FINAL-5.3.2.1-3, FAPI2-SP-FINAL-5.3.2.1-4, FAPI2-SP-FINAL-5.3.2.1-6, SEC-15, SEC-16, SEC-18, SEC-29, SEC-31, SEC-54)',
    (given, contradiction) => {
      expect(() => apply(given)).toThrow(`security_profile fapi2 contradicts ${contradiction}`)
    },
  )

  it('names the field that contradicts (SEC-18)', () => {
    expect(() => apply({ require_pkce: false })).toThrow(expect.objectContaining({ name: 'ClientMetadataError', field: 'require_pkce' }))
  })

  it('never rotates refresh tokens and lets codes live 60 seconds at most (FAPI2-SP-FINAL-5.3.2.1-9, FAPI2-SP-FINAL-5.3.2.1-11, SEC-21, SEC-23)', () => {
    expect(fapi2).toMatchObject({ rotatesRefreshTokens: false, maxCodeLifetimeSeconds: 60, requiresPkce: true })
  })

  it('holds for the clients registered with it, and OpenID Connect for the others (FAPI2-SP-FINAL-5.3.2)', () => {
    expect(profileOf({ security_profile: 'fapi2' })).toBe(fapi2)
    expect(profileOf({ security_profile: 'oidc' })).toBe(oidc)
    expect(fapi2.signingAlgorithms).not.toContain('RS256')
    expect(oidc.signingAlgorithms).toContain('RS256')
  })
})
