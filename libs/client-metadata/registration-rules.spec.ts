import { toClientMetadata } from './to-client-metadata'
import { jwks, keyed, read, refusalOf, secret, server, spa, web } from './client-metadata.fixtures'

describe('fields that do not go together are refused', () => {
  it('when a secret is missing, or has no use (RFC6749-2.3.1)', () => {
    const { client_secret: _, ...bare } = web
    expect(refusalOf(bare).message).toBe('client_secret: is required by token_endpoint_auth_method client_secret_basic (RFC6749-2.3.1)')
    expect(refusalOf({ ...bare, token_endpoint_auth_method: 'client_secret_post' }).field).toBe('client_secret')
    expect(refusalOf({ ...keyed, client_secret: secret }).field).toBe('client_secret')
    expect(refusalOf({ ...spa, client_secret: secret }).field).toBe('client_secret')
  })

  it('when secrets are given twice, or are more than are ever needed (RFC6749-2.3.1, SEC-150)', () => {
    const { client_secret: _, ...bare } = web
    const other = secret.toUpperCase()
    const refusals = [
      [{ ...web, client_secrets: [other] }, 'client_secrets: stands beside client_secret: give one of the two'],
      [{ ...bare, client_secrets: [] }, 'client_secrets: must hold one secret, or the new one and the old one'],
      [{ ...bare, client_secrets: [secret, other, `${secret}0`] }, 'client_secrets: must hold one secret, or the new one and the old one'],
      [{ ...bare, client_secrets: [secret, secret] }, 'client_secrets: holds the same secret twice'],
      [{ ...bare, client_secrets: secret }, 'client_secrets: must be a list'],
      [{ ...bare, client_secrets: [secret, 'short'] }, 'client_secrets: is shorter than 32 characters'],
      [{ ...keyed, client_secrets: [secret] }, 'client_secret: has no use with token_endpoint_auth_method private_key_jwt: leave it out'],
    ] as const
    for (const [entry, message] of refusals) expect(refusalOf(entry).message).toBe(message)
    expect(read({ ...bare, client_secrets: [other, secret] })).toMatchObject({ clientSecrets: [other, secret] })
  })

  it('when private_key_jwt has no keys, or any client has both kinds (RFC7591-2, SEC-272)', () => {
    const { jwks: _, ...keyless } = keyed
    expect(refusalOf(keyless).field).toBe('jwks')
    expect(read({ ...keyless, jwks_uri: 'https://app.example/jwks' }).metadata.jwks_uri).toBe('https://app.example/jwks')
    expect(refusalOf({ ...keyed, jwks_uri: 'https://app.example/jwks' }).field).toBe('jwks_uri')
    expect(refusalOf({ ...web, jwks, jwks_uri: 'https://app.example/jwks' }).field).toBe('jwks_uri')
  })

  it('when codes have nowhere to go (RFC6749-3.1.2.2)', () => {
    expect(refusalOf({ ...server, grant_types: ['authorization_code'] }).field).toBe('redirect_uris')
    expect(refusalOf({ ...web, redirect_uris: [] }).field).toBe('redirect_uris')
  })

  it('when grants and responses disagree (RFC7591-2.1)', () => {
    expect(refusalOf({ ...web, response_types: [] }).field).toBe('response_types')
    expect(refusalOf({ ...server, response_types: ['code'] }).field).toBe('response_types')
  })

  it('when a public client would have to authenticate (RFC6749-4.4, RFC7662-2.1)', () => {
    expect(refusalOf({ ...spa, grant_types: ['authorization_code', 'client_credentials'] }).field).toBe('grant_types')
    expect(refusalOf({ ...spa, grant_types: [] }).field).toBe('grant_types')
    expect(refusalOf({ ...spa, resources: ['https://api.example.com'] }).field).toBe('resources')
  })

  it('when the server signs with another algorithm than ID tokens require, also by default (OIDCR-2)', () => {
    const readWith = (entry: object) => () => toClientMetadata(entry, { production: true, signingAlgorithms: ['ES256', 'EdDSA'] })
    const rule = 'id_token_signed_response_alg: must be one of ES256, EdDSA: ALDGATE_SIGNING_ALGORITHMS leaves out'
    expect(readWith(web)).toThrow(`${rule} RS256`)
    expect(readWith({ ...web, id_token_signed_response_alg: 'PS256' })).toThrow(`${rule} PS256`)
    expect(readWith({ ...keyed, security_profile: 'fapi2' })).not.toThrow()
    expect(readWith({ ...web, id_token_signed_response_alg: 'Ed25519' })).not.toThrow()
    // No ID token: nothing to sign.
    expect(readWith(server)).not.toThrow()
  })

  it('when a redirect is dangerous, shadows the response or has a fragment, after logout too (OIDCRPIL-3.1, SEC-186, SEC-187, SEC-192)', () => {
    for (const uri of ['javascript:alert(1)', 'myapp:/cb', 'https://app.example/cb?code=evil', 'https://app.example/cb#x']) {
      expect(refusalOf({ ...web, redirect_uris: ['https://app.example/cb', uri] }).field).toBe('redirect_uris')
      expect(refusalOf({ ...web, post_logout_redirect_uris: [uri] }).field).toBe('post_logout_redirect_uris')
    }
  })
})
