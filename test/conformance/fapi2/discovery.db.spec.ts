import type { JSONWebKeySet } from 'jose'
import { useServer } from '../../support/use-server'
import { expectJwks } from '../suite-id-token'
import { expectMetadata } from '../suite-metadata'
import { fapi2Seed } from './fapi2-seed'

const issuer = 'https://op.example.com'
const fapiAlgorithms = ['PS256', 'ES256', 'EdDSA', 'Ed25519']

describe.each([
  ['openid_connect', '/.well-known/openid-configuration'],
  ['plain_oauth', '/.well-known/oauth-authorization-server'],
])('FAPI 2.0 Security Profile, %s: metadata', (variant, path) => {
  const server = useServer({ seed: fapi2Seed, environment: { ISSUER: issuer } })
  let document: Record<string, unknown>
  beforeAll(async () => {
    const response = await fetch(`${server.issuer}${path}`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toMatch(/^application\/json\b/)
    document = (await response.json()) as Record<string, unknown>
  })

  const list = (name: string) => document[name] as string[]

  it('fits the schema, with known names and https alone (discovery-end-point-verification)', () => {
    expectMetadata(document)
    expect(document['issuer']).toBe(issuer)
    expect(`${issuer}${path}`.startsWith(String(document['issuer']))).toBe(true)
  })

  it('has pushed requests, code, S256 and iss in responses (discovery-end-point-verification)', () => {
    expect(document['pushed_authorization_request_endpoint']).toBe(`${issuer}/par`)
    expect(typeof document['require_pushed_authorization_requests']).toBe('boolean')
    expect(list('response_types_supported')).toContain('code')
    expect(list('code_challenge_methods_supported')).toContain('S256')
    expect(document['authorization_response_iss_parameter_supported']).toBe(true)
  })

  it.each([
    'dpop_signing_alg_values_supported',
    'token_endpoint_auth_signing_alg_values_supported',
    'id_token_signing_alg_values_supported',
  ])('has an algorithm of FAPI 2.0 among %s (discovery-end-point-verification)', (name) => {
    expect(list(name).some((algorithm) => fapiAlgorithms.includes(algorithm))).toBe(true)
  })

  it.each(['userinfo_signing_alg_values_supported', 'request_object_signing_alg_values_supported'])(
    'has none or an algorithm of FAPI 2.0 among %s (discovery-end-point-verification)',
    (name) => {
      const algorithms = list(name) ?? fapiAlgorithms
      expect(algorithms.some((algorithm) => fapiAlgorithms.includes(algorithm))).toBe(true)
    },
  )

  it('has private_key_jwt, and the grants that it knows (discovery-end-point-verification)', () => {
    expect(list('token_endpoint_auth_methods_supported')).toContain('private_key_jwt')
    expect(list('grant_types_supported')).toEqual(expect.arrayContaining(['authorization_code', 'refresh_token', 'client_credentials']))
  })

  it('has openid and public subjects for OpenID (discovery-end-point-verification)', () => {
    expect(list('scopes_supported')).toContain(variant === 'openid_connect' ? 'openid' : 'accounts')
    expect(list('subject_types_supported').every((type) => ['public', 'pairwise'].includes(type))).toBe(true)
    expect(list('subject_types_supported')).not.toHaveLength(0)
  })

  it('names keys that are public, strong and told apart (discovery-end-point-verification)', async () => {
    const address = String(document['jwks_uri']).replace(issuer, server.issuer)
    await expectJwks((await (await fetch(address)).json()) as JSONWebKeySet)
  })
})
