import type { JSONWebKeySet } from 'jose'
import { useServer } from '../../support/use-server'
import { expectJwks } from '../suite-id-token'
import { expectMetadata } from '../suite-metadata'
import { suiteProfile } from './suite-profile'

const issuer = 'https://op.example.com'
const path = '/.well-known/openid-configuration'

describe('OpenID Connect Config', () => {
  const server = useServer({ seed: suiteProfile('oidc-config').seed, environment: { ISSUER: issuer } })
  let response: Response
  let document: Record<string, unknown>
  beforeAll(async () => {
    response = await fetch(`http://127.0.0.1:${server.settings.server.port}${path}`)
    document = (await response.json()) as Record<string, unknown>
  })

  const list = (name: string) => document[name] as string[]

  it('is JSON at the address of the issuer (oidcc-discovery-endpoint-verification)', () => {
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toMatch(/^application\/json\b/)
    expect(document['issuer']).toBe(issuer)
  })

  it('fits the schema, in names that everybody knows, with https alone (FAPI2-SP-FINAL-5.2.1-1, oidcc-discovery-endpoint-verification)', () => {
    expectMetadata(document)
    const endpoints = Object.entries(document).filter(([name]) => name.endsWith('_endpoint'))
    expect(endpoints.map(([name]) => name)).toEqual(
      expect.arrayContaining(['authorization_endpoint', 'token_endpoint', 'userinfo_endpoint']),
    )
    expect(endpoints.filter(([, url]) => !String(url).startsWith(`${issuer}/`))).toEqual([])
  })

  it('has what the Basic plan needs: code, public subjects, RS256, openid (OIDCC-15.1, oidcc-discovery-endpoint-verification)', () => {
    expect(list('response_types_supported')).toContain('code')
    expect(list('subject_types_supported')).toContain('public')
    expect(list('id_token_signing_alg_values_supported')).toContain('RS256')
    expect(list('scopes_supported')).toContain('openid')
    expect(list('claims_supported')).toContain('sub')
    expect(list('grant_types_supported')).toContain('authorization_code')
    expect(list('token_endpoint_auth_methods_supported')).toContain('client_secret_basic')
    expect(Array.isArray(document['code_challenge_methods_supported'])).toBe(true)
  })

  it('has no request objects, or such as are signed by RS256 too (oidcc-discovery-endpoint-verification)', () => {
    expect(document['request_parameter_supported'] === false || list('request_object_signing_alg_values_supported').includes('RS256')).toBe(
      true,
    )
  })

  it('names keys that are public, strong and told apart (oidcc-discovery-endpoint-verification)', async () => {
    const address = String(document['jwks_uri']).replace(issuer, `http://127.0.0.1:${server.settings.server.port}`)
    await expectJwks((await (await fetch(address)).json()) as JSONWebKeySet)
  })
})
