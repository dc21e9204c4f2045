import { decodeJwt } from 'jose'
import { DataSource } from 'typeorm'
import { e2eSeed, keys as clientKeys } from '../support/e2e-seed'
import { Person } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import { useServer } from '../support/use-server'

/** Names that the conformance suite knows (OpenID Connect Discovery, RFC 8414, 9126, 9207, 9449, RP-Initiated Logout, prompt create). */
const knownNames = new Set([
  'op_policy_uri',
  'op_tos_uri',
  'ui_locales_supported',
  'acr_values_supported',
  'authorization_endpoint',
  'authorization_response_iss_parameter_supported',
  'backchannel_logout_session_supported',
  'backchannel_logout_supported',
  'claim_types_supported',
  'claims_parameter_supported',
  'claims_supported',
  'code_challenge_methods_supported',
  'display_values_supported',
  'dpop_signing_alg_values_supported',
  'end_session_endpoint',
  'grant_types_supported',
  'id_token_signing_alg_values_supported',
  'introspection_endpoint',
  'introspection_endpoint_auth_methods_supported',
  'introspection_endpoint_auth_signing_alg_values_supported',
  'issuer',
  'jwks_uri',
  'prompt_values_supported',
  'pushed_authorization_request_endpoint',
  'request_parameter_supported',
  'request_uri_parameter_supported',
  'require_pushed_authorization_requests',
  'require_request_uri_registration',
  'response_modes_supported',
  'response_types_supported',
  'revocation_endpoint',
  'revocation_endpoint_auth_methods_supported',
  'revocation_endpoint_auth_signing_alg_values_supported',
  'scopes_supported',
  'subject_types_supported',
  'token_endpoint',
  'token_endpoint_auth_methods_supported',
  'token_endpoint_auth_signing_alg_values_supported',
  'userinfo_endpoint',
])

describe('discovery', () => {
  const server = useServer({ seed: e2eSeed })

  const get = async (path: string, headers = {}) => {
    const response = await fetch(`${server.issuer}${path}`, { headers })
    return { status: response.status, headers: response.headers, json: (await response.json()) as Record<string, unknown> }
  }
  const metadata = async () => (await get('/.well-known/openid-configuration')).json

  it('goes on while the database is away, also at a node that nobody has asked before (SEC-434)', async () => {
    const database = server.app.get(DataSource)
    server.clock.advance(10)
    await database.query('ALTER TABLE resources RENAME TO resources_gone')
    const { status, json } = await get('/.well-known/openid-configuration')
    await database.query('ALTER TABLE resources_gone RENAME TO resources')
    expect([status, json['scopes_supported']]).toEqual([200, expect.arrayContaining(['openid', 'payments', 'accounts'])])
  })

  it('says the same at both addresses (FAPI2-SP-FINAL-5.3.2.1-1, OIDCD-4, RFC8414-3, SEC-12)', async () => {
    expect((await get('/.well-known/oauth-authorization-server')).json).toEqual(await metadata())
  })

  it('announces what works and nothing else, in names that everybody knows (RFC8414-2, RFC9126-5, RFC9207-3, RFC9449-5.1, OIDCD-3, SEC-13)', async () => {
    const document = await metadata()
    expect(Object.keys(document).filter((name) => !knownNames.has(name))).toEqual([])
    expect(document).toMatchObject({
      issuer: server.issuer,
      response_types_supported: ['code'],
      response_modes_supported: ['query', 'form_post'],
      subject_types_supported: ['public'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
      claims_parameter_supported: true,
      request_parameter_supported: false,
      request_uri_parameter_supported: false,
      require_pushed_authorization_requests: false,
    })
    expect(new Set(document['grant_types_supported'] as string[])).toEqual(
      new Set(['authorization_code', 'refresh_token', 'client_credentials']),
    )
    const methods = ['private_key_jwt', 'client_secret_basic', 'client_secret_post', 'none']
    expect(new Set(document['token_endpoint_auth_methods_supported'] as string[])).toEqual(new Set(methods))
    expect(document['id_token_signing_alg_values_supported']).toEqual(expect.arrayContaining(['RS256', 'PS256', 'ES256', 'EdDSA']))
    expect(document['dpop_signing_alg_values_supported']).toEqual(['PS256', 'ES256', 'EdDSA'])
    expect(document['scopes_supported']).toEqual(expect.arrayContaining(['openid', 'offline_access', 'payments', 'accounts']))
    expect(JSON.stringify(document)).not.toMatch(/"none"\]|HS256|plain/)
  })

  it.each(['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server'])(
    'is a JSON object of values, none of them empty, for GET at %s (OIDCD-4.1, OIDCD-4.2, RFC8414-3.2)',
    async (path) => {
      const { status, headers, json } = await get(path)
      expect([status, headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8'])
      const isEmpty = (value: unknown) => value === null || value === '' || (Array.isArray(value) && value.length === 0)
      expect(Object.entries(json).filter(([, value]) => isEmpty(value))).toEqual([])
      const lists = Object.entries(json).filter(([name, value]) => name.endsWith('_supported') && typeof value !== 'boolean')
      expect(lists.filter(([, value]) => !Array.isArray(value))).toEqual([])
      expect((await fetch(`${server.issuer}${path}`, { method: 'POST' })).status).toBe(405)
    },
  )

  it('names the issuer that its address is made of, as answers and tokens do (OIDCD-4.3, RFC8414-3.3, RFC9207-2.3)', async () => {
    const { issuer } = await metadata()
    expect(`${String(issuer)}/.well-known/openid-configuration`).toBe(`${server.issuer}/.well-known/openid-configuration`)
    const rp = new RelyingParty(server, 'fapi', clientKeys.fapi)
    const callback = await new Person(server).authorize(await rp.pushedUrl())
    expect(callback.searchParams.get('iss')).toBe(issuer)
    const { json } = await rp.redeem(callback.searchParams.get('code') ?? '')
    for (const token of [json['id_token'], json['access_token']]) expect(decodeJwt(String(token)).iss).toBe(issuer)
  })

  it('names endpoints that answer (OIDCD-4.2)', async () => {
    const document = await metadata()
    for (const [name, url] of Object.entries(document).filter(([key]) => key.endsWith('_endpoint') || key === 'jwks_uri')) {
      const response = await fetch(String(url), { redirect: 'manual' })
      expect([name, response.status]).not.toEqual([name, 404])
    }
  })

  it('publishes public signing keys, each with its own kid, for signatures (FAPI2-SP-FINAL-5.4.2-3, RFC7517-5, SEC-59, SEC-61)', async () => {
    const { headers, json } = await get('/jwks')
    const keys = json['keys'] as Record<string, string>[]
    expect(headers.get('content-type')).toMatch(/^application\/jwk-set\+json/)
    expect(new Set(keys.map(({ alg }) => alg))).toEqual(new Set(['ES256', 'EdDSA', 'PS256', 'RS256']))
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(4)
    expect(keys.every(({ use }) => use === 'sig')).toBe(true)
    expect(keys.flatMap((key) => Object.keys(key)).filter((name) => ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k', 'oth'].includes(name))).toEqual(
      [],
    )
    expect(keys.filter(({ kty }) => kty === 'RSA').every(({ n = '' }) => Buffer.from(n, 'base64url').length >= 256)).toBe(true)
  })

  it.each(['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server', '/jwks'])(
    'may be read and kept by everybody: %s (SEC-11, SEC-456)',
    async (path) => {
      const { headers } = await get(path, { origin: 'https://anything.example' })
      expect(headers.get('access-control-allow-origin')).toBe('*')
      expect(headers.get('access-control-allow-credentials')).toBeNull()
      expect(headers.get('cache-control')).toMatch(/max-age=\d+/)
      const toNoPage = (await get(path)).headers
      expect(toNoPage.get('access-control-allow-origin')).toBe('*')
    },
  )
})
