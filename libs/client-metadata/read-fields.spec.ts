import { generateKeyPairSync } from 'node:crypto'
import { ecPair, keyed, read, refusalOf, web } from './client-metadata.fixtures'

describe('a registration is refused', () => {
  it('in one line that names the field and the rule (FAPI2-SP-FINAL-5.3.2.2-8, SEC-34)', () => {
    const { field, message } = refusalOf({ ...web, redirect_uris: ['http://app.example/cb'] })
    expect(field).toBe('redirect_uris')
    expect(message).toBe('redirect_uris: http://app.example/cb is not https (FAPI2-SP-FINAL-5.3.2.2-8)')
  })

  it.each([undefined, null, 1, 'web', [], [web]])('when it is no map of fields: %j (SEC-271)', (entry) => {
    expect(refusalOf(entry).field).toBe('client')
  })

  it.each([
    'redirect_uri',
    'trusted',
    'require_consent',
    'service_account_roles',
    'constructor',
    'frontchannel_logout_uri',
    'client_name#',
    'logo_uri#',
    'redirect_uris#de',
    'x\ny',
  ])('when it holds a field that nobody knows: %j (SEC-271, SEC-358)', (field) => {
    expect(refusalOf({ ...web, [field]: true }).message).toMatch(
      new RegExp(`^${field.replace('\n', '\\?')}: is not a client field(?:; did you mean \\w+\\?)?$`),
    )
  })

  it.each([
    ['redirect_uri', 'did you mean redirect_uris?'],
    ['<<', 'merge keys are not part of YAML 1.2'],
  ])('and says what was probably meant: %s', (field, meant) => {
    expect(refusalOf({ ...web, [field]: true }).message).toContain(meant)
  })

  it('when it tries to reach the prototype (SEC-358)', () => {
    expect(refusalOf(JSON.parse('{"client_id":"x","__proto__":{"client_type":"internal"}}')).field).toBe('__proto__')
    expect(refusalOf(Object.create(web)).message).toBe('client_id: is required')
  })

  it.each(['', '__proto__', 'constructor', 'toString', 'a\u0000b', 'a\nb', 'ä', ' a', 'x'.repeat(201), 7, null])(
    'for such a client_id: %j (RFC6749-A.1, SEC-358)',
    (client_id) => {
      expect(refusalOf({ ...web, client_id }).field).toBe('client_id')
    },
  )

  it.each(['x'.repeat(31), 'x'.repeat(501), `${'x'.repeat(32)}\n`, 1e40, ''])(
    'for a bad secret, which the sentence does not tell: %j (RFC6749-A.2)',
    (client_secret) => {
      const { field, message } = refusalOf({ ...web, client_secret })
      expect(field).toBe('client_secret')
      expect(message).not.toContain('xxx')
    },
  )

  it.each(['evil\u202eemanym', 'a\u2066b', 'a\u0000', 'a\r\nb', 'a\u200bb', '\ud800', 'x'.repeat(101)])(
    'for such a client_name: %j (RFC7591-5, SEC-275)',
    (name) => {
      expect(refusalOf({ ...web, client_name: name }).field).toBe('client_name')
      expect(refusalOf({ ...web, 'client_name#de': name }).field).toBe('client_name#de')
    },
  )

  it.each(['logo_uri', 'policy_uri', 'tos_uri', 'client_uri', 'initiate_login_uri', 'jwks_uri'])(
    'for an address that is not https: %s (RFC7591-2, SEC-271)',
    (field) => {
      for (const uri of [
        'javascript:alert(1)',
        'data:text/html,x',
        'file:///etc/passwd',
        'http://app.example/',
        'https://u@app.example/',
        'https://a b',
        '',
      ]) {
        expect(refusalOf({ ...web, [field]: uri }, false).field).toBe(field)
      }
    },
  )

  it('for http addresses of this machine in production alone, and of keys always (FAPI2-SP-FINAL-5.4.2-1, SEC-271)', () => {
    const uri = 'http://localhost:4000/'
    expect(read({ ...web, logo_uri: uri }, false).metadata.logo_uri).toBe(uri)
    expect(refusalOf({ ...web, logo_uri: uri }).field).toBe('logo_uri')
    expect(refusalOf({ ...web, jwks_uri: uri }, false).field).toBe('jwks_uri')
  })

  it.each([
    'http://app.example/logout',
    'https://app.example/logout#x',
    'https://app.example/#',
    'https://u:p@app.example/logout',
    'javascript:alert(1)',
    'com.example.app:/logout',
    `https://app.example/${'x'.repeat(2000)}`,
    ['https://app.example/logout'],
    '',
  ])('for an address to tell of logouts that is not https, or has a fragment: %j (OIDCBCL-2.2, SEC-284)', (uri) => {
    expect(refusalOf({ ...web, backchannel_logout_uri: uri }, false).field).toBe('backchannel_logout_uri')
  })

  it('for an address to tell of logouts on this machine in production alone (OIDCBCL-2.2, SEC-284)', () => {
    for (const uri of ['http://localhost:4000/logout', 'http://127.0.0.1:4000/logout?x=y']) {
      expect(read({ ...web, backchannel_logout_uri: uri }, false).metadata.backchannel_logout_uri).toBe(uri)
      expect(refusalOf({ ...web, backchannel_logout_uri: uri }).field).toBe('backchannel_logout_uri')
    }
  })

  it.each([
    null,
    'https://a.example/',
    ['https://a.example/', null],
    Object.assign(['https://a.example/'], { 2: 'https://b.example/' }),
    [['https://a.example/']],
    { 0: 'x' },
  ])('for lists that are none, or have holes: %j (RFC7591-2, SEC-272)', (list) => {
    expect(refusalOf({ ...web, redirect_uris: list }).field).toBe('redirect_uris')
    expect(refusalOf({ ...web, post_logout_redirect_uris: list }).field).toBe('post_logout_redirect_uris')
  })

  it.each([
    ['dpop_bound_access_tokens', 'true'],
    ['require_pkce', 1],
    ['require_auth_time', null],
    ['backchannel_logout_session_required', 'true'],
    ['default_max_age', -1],
    ['default_max_age', '60'],
    ['default_max_age', 1.5],
    ['default_max_age', 1e12],
    ['default_acr_values', ['']],
    ['security_profile', 'fapi1'],
    ['client_type', 'trusted'],
    ['application_type', 'spa'],
    ['grant_types', ['password']],
    ['grant_types', ['implicit']],
    ['response_types', ['code id_token']],
    ['response_types', ['token']],
    ['token_endpoint_auth_method', 'client_secret_jwt'],
    ['scope', 'a "b"'],
    ['scope', ['openid']],
    ['id_token_signed_response_alg', 'none'],
    ['id_token_signed_response_alg', 'HS256'],
    ['token_endpoint_auth_signing_alg', 'none'],
    ['resources', ['evil']],
    ['resources', ['https://api.example.com/#x']],
    ['contacts', ['a\nb']],
    ['contacts', Array.from({ length: 101 }, () => 'a')],
  ])('for a value of the wrong kind: %s %j (RFC7591-2, SEC-271, SEC-272)', (field, value) => {
    expect(refusalOf({ ...web, [field]: value }).field).toBe(field)
  })

  it.each(['private', 'symmetric', 'null keys', 'no keys', 'weak'])('for keys that are %s (RFC7591-2, SEC-56, SEC-57, SEC-272)', (kind) => {
    const bad: Record<string, unknown> = {
      private: { keys: [ecPair.privateKey.export({ format: 'jwk' })] },
      symmetric: { keys: [{ kty: 'oct', k: 'AAAA' }] },
      'null keys': { keys: null },
      'no keys': null,
      weak: { keys: [generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' })] },
    }
    const { field, message } = refusalOf({ ...keyed, jwks: bad[kind] })
    expect(field).toBe('jwks')
    expect(message).toMatch(/^jwks/)
    expect(message).not.toContain(String(ecPair.privateKey.export({ format: 'jwk' }).d))
  })
})
