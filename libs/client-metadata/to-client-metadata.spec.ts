import { jwks, keyed, read, refusalOf, secret, server, spa, web } from './client-metadata.fixtures'

describe('a registration', () => {
  it('gets every default (RFC7591-2, OIDCR-2)', () => {
    expect(read(web)).toEqual({
      clientSecrets: [secret],
      metadata: {
        client_id: 'web',
        security_profile: 'oidc',
        client_type: 'external',
        application_type: 'web',
        redirect_uris: ['https://app.example/cb'],
        post_logout_redirect_uris: [],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_basic',
        token_endpoint_auth_method_any: true,
        scope: '',
        scope_claims_in_id_token: false,
        id_token_signed_response_alg: 'RS256',
        dpop_bound_access_tokens: false,
        require_pushed_authorization_requests: false,
        require_pkce: false,
        require_auth_time: false,
      },
    })
  })

  it('keeps what was given, names in other languages too (RFC7591-2.2)', () => {
    const given = {
      client_name: 'Shop',
      'client_name#de': 'Laden',
      'client_name#zh-Hant': '商店',
      contacts: ['ops@app.example'],
      logo_uri: 'https://app.example/logo.png',
      default_max_age: 0,
      default_acr_values: ['urn:a'],
      client_type: 'internal',
      jwks_uri: 'https://app.example/jwks',
      backchannel_logout_uri: 'https://app.example/logout?of=this',
      backchannel_logout_session_required: true,
      scope: 'openid profile openid',
    }
    expect(read({ ...web, ...given }).metadata).toMatchObject({ ...given, scope: 'openid profile' })
  })

  it('never carries the secret in the metadata (RFC7591-5)', () => {
    expect(JSON.stringify(read(web).metadata)).not.toContain(secret)
    expect(read(spa).clientSecrets).toEqual([])
  })

  it('may be a resource server: no grants, no redirects, its own audiences (RFC7662-2.1)', () => {
    expect(read({ ...server, resources: ['https://api.example.com'] }).metadata).toMatchObject({
      grant_types: [],
      response_types: [],
      redirect_uris: [],
      resources: ['https://api.example.com'],
    })
  })

  it('may have client_credentials alone, without redirects (RFC6749-4.4)', () => {
    expect(read({ ...server, grant_types: ['client_credentials'] }).metadata.response_types).toEqual([])
  })

  it('keeps Ed25519 as EdDSA (RFC9864-2)', () => {
    const given = { token_endpoint_auth_signing_alg: 'Ed25519', id_token_signed_response_alg: 'Ed25519' }
    expect(read({ ...keyed, ...given }).metadata).toMatchObject({
      token_endpoint_auth_signing_alg: 'EdDSA',
      id_token_signed_response_alg: 'EdDSA',
    })
  })

  it('makes a fapi2 client complete of little (FAPI2-SP-FINAL-5.3.2)', () => {
    const { client_id, redirect_uris } = keyed
    expect(read({ client_id, redirect_uris, jwks, security_profile: 'fapi2', scope: 'accounts' }).metadata).toMatchObject({
      token_endpoint_auth_method: 'private_key_jwt',
      dpop_bound_access_tokens: true,
      require_pushed_authorization_requests: true,
      require_pkce: true,
      id_token_signed_response_alg: 'ES256',
    })
  })

  it('lets a fapi2 client have client_credentials alone, without redirects (FAPI2-SP-FINAL-5.3.2)', () => {
    const metadata = read({ client_id: 'cc', jwks, security_profile: 'fapi2', grant_types: ['client_credentials'] }).metadata
    expect(metadata).toMatchObject({ redirect_uris: [], response_types: [], dpop_bound_access_tokens: true })
  })

  it('lets every client redirect to this machine outside production, fapi2 too (FAPI2-SP-FINAL-5.3.2.2-8, SEC-34)', () => {
    const redirect_uris = ['http://localhost:4000/callback']
    expect(read({ ...keyed, redirect_uris, security_profile: 'fapi2' }, false).metadata.redirect_uris).toEqual(redirect_uris)
    expect(refusalOf({ ...keyed, redirect_uris, security_profile: 'fapi2' }).message).toContain('FAPI2-SP-FINAL-5.3.2.2-8')
  })
})
