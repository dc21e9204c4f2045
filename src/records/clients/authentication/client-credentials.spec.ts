import { refusalOf } from '#libs/authorization-request/authorization-request.fixtures'
import { FormParams } from '#libs/oauth-params/form-params'
import { encode } from '../../../../test/support/test-keys'
import { jwtBearer, readClientCredentials } from './client-credentials'

const basic = `Basic ${Buffer.from('web:secret').toString('base64')}`
const assertionOf = (sub: unknown) => `${encode({ alg: 'ES256' })}.${encode({ sub })}.${encode('signature')}`
const assertion = { client_assertion_type: jwtBearer, client_assertion: assertionOf('keyed') }

const read = (params: Readonly<Record<string, string>>, authorization?: string) =>
  readClientCredentials(authorization, new FormParams(Object.entries(params)))

const refusal = (...request: Parameters<typeof read>) => refusalOf(() => read(...request)).code

describe('the credentials of a request', () => {
  it('are those of the one method that it uses (RFC6749-2.3)', () => {
    expect(read({}, basic)).toEqual({ method: 'client_secret_basic', clientId: 'web', secrets: ['secret', 'secret'] })
    expect(read({ client_id: 'web', client_secret: 's' })).toEqual({ method: 'client_secret_post', clientId: 'web', secrets: ['s'] })
    expect(read(assertion)).toEqual({ method: 'private_key_jwt', clientId: 'keyed', assertion: assertion.client_assertion })
    expect(read({ client_id: 'spa' })).toEqual({ method: 'none', clientId: 'spa' })
  })

  it('may name the client again (RFC6749-3.2.1, RFC7521-4.2)', () => {
    expect(read({ client_id: 'web' }, basic)).toMatchObject({ clientId: 'web' })
    expect(read({ ...assertion, client_id: 'keyed' })).toMatchObject({ clientId: 'keyed' })
  })

  it('are none of a header of another scheme (RFC6750-2.1)', () => {
    expect(read({ client_id: 'spa' }, 'Bearer token')).toMatchObject({ method: 'none' })
    expect(read({ client_id: 'spa' }, 'DPoP token')).toMatchObject({ method: 'none' })
  })

  it.each([
    ['Basic and a secret in the form', { client_id: 'web', client_secret: 'secret' }, basic],
    ['Basic and an assertion', assertion, basic],
    ['an assertion and a secret in the form', { ...assertion, client_id: 'keyed', client_secret: 'secret' }, undefined],
    ['all three', { ...assertion, client_id: 'web', client_secret: 'secret' }, basic],
  ])('are never of two methods: %s (RFC6749-2.3, SEC-146)', (_, params, authorization) => {
    expect(refusal(params as Record<string, string>, authorization)).toBe('invalid_request')
  })

  it('are none of a header whose secret is empty: libraries begin so with a public client (RFC6749-2.3.1)', () => {
    expect(read({}, `Basic ${Buffer.from('spa:').toString('base64')}`)).toEqual({
      method: 'none',
      clientId: 'spa',
      hasEmptySecret: true,
    })
  })

  it('name one client (RFC6749-3.2.1, SEC-149)', () => {
    expect(refusal({ client_id: 'another' }, basic)).toBe('invalid_client')
  })

  it.each([
    ['no client at all', {}],
    ['a secret without a client', { client_secret: 'secret' }],
    ['an assertion without its type', { client_assertion: assertion.client_assertion }],
    ['a type without an assertion', { client_assertion_type: jwtBearer }],
    ['the type of SAML', { ...assertion, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:saml2-bearer' }],
    ['a type in other case', { ...assertion, client_assertion_type: jwtBearer.toUpperCase() }],
    ['an assertion that names nobody', { ...assertion, client_assertion: 'nonsense' }],
    ['an assertion of a number', { ...assertion, client_assertion: assertionOf(1) }],
  ])('are refused: %s (RFC7521-4.2, SEC-145)', (_, params) => {
    expect(refusal(params as Record<string, string>)).toBe('invalid_client')
  })

  it.each(['Basic', 'Basic ', 'Basic !', 'basic d2Vi', 'Basic\td2Vi'])(
    'are refused in a malformed header: %j (SEC-148, SEC-371)',
    (header) => {
      expect(refusal({}, header)).toBe('invalid_client')
      expect(refusal({ client_id: 'spa' }, header)).toBe('invalid_client')
    },
  )

  it('say what is wrong in evidence, never in public, and no secret (SEC-153, SEC-443)', () => {
    const error = refusalOf(() => read({ client_id: 'another' }, basic))
    expect(error).toMatchObject({ description: 'client authentication failed', evidence: { expected: 'web', received: 'another' } })
    expect(JSON.stringify([error, error.evidence])).not.toContain('secret"')
  })
})
