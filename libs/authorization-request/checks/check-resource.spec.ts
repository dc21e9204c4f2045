import { aContext, aRequest, answerTo, refusalOf } from '../authorization-request.fixtures'
import { checkClaimsParameter } from './check-claims-parameter'
import { checkResource } from './check-resource'

describe('resource', () => {
  it('is one that the operator named, or the issuer, or absent (RFC8707-2.1, RFC8707-2, SEC-215)', () => {
    expect(answerTo(checkResource, { resource: ['https://api.example.com'] })).toBe('passes')
    expect(answerTo(checkResource, { resource: ['https://api.example.com', 'https://as.example'] })).toBe('passes')
    expect(answerTo(checkResource, {})).toBe('passes')
  })

  it.each(['evil', '/relative', 'https://api.example.com#', 'https://api.example.com/#x', ''])(
    'is an absolute URI without a fragment: not %j (RFC8707-2, SEC-215)',
    (one) => {
      expect(refusalOf(() => checkResource(aRequest({ resource: [one] }), aContext()))).toMatchObject({
        code: 'invalid_target',
        description: 'resource must be an absolute URI without a fragment',
      })
    },
  )

  it.each(['https://api.example.com/', 'https://API.example.com', 'https://api.example.com:443', 'https://as.example/'])(
    'may be spelled in another way that means the same: %s (RFC3986-6.2.3, RFC8707-2)',
    (one) => {
      expect(answerTo(checkResource, { resource: [one] })).toBe('passes')
    },
  )

  it.each(['https://evil.example', 'https://api.example.com/v1', 'http://api.example.com', 'https://as.example/x'])(
    'is refused when nobody named it: %s (RFC8707-2, SEC-215)',
    (one) => {
      expect(answerTo(checkResource, { resource: ['https://api.example.com', one] })).toBe('invalid_target')
    },
  )
})

describe('claims', () => {
  it('are checked where they stand (OIDCC-5.5, SEC-211)', () => {
    expect(answerTo(checkClaimsParameter, {})).toBe('passes')
    expect(answerTo(checkClaimsParameter, { claims: '{"id_token":{"acr":{"essential":true,"value":"x"}}}' })).toBe('passes')
    expect(refusalOf(() => checkClaimsParameter(aRequest({ claims: '[]' }))).refusal?.check).toBe('check-claims-parameter')
  })
})
