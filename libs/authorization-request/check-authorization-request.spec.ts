import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { aClient, aContext, aFapiClient, aRequest, refusalOf } from './authorization-request.fixtures'
import type { AuthorizationParams } from './authorization-params'
import { checkAuthorizationRequest, checkRedirectTarget } from './check-authorization-request'
import type { AuthorizationContext, Door } from './requirement'
import { redirectTargetRequirements, requirements } from './requirements'

const rows = [...redirectTargetRequirements, ...requirements]
const checksAt = (column: 1 | 2) => rows.filter((row) => row[column]).map(([check]) => check.declaration.check)
const refusedBy = (door: Door, params: AuthorizationParams, context: Partial<AuthorizationContext> = {}) =>
  refusalOf(() => checkAuthorizationRequest(door, params, aContext(context))).refusal?.check

describe('the table of requirements', () => {
  it('holds every check there is', () => {
    const files = readdirSync(join(__dirname, 'checks')).filter((file) => !file.endsWith('.spec.ts'))
    const named = new Set(rows.map(([check]) => `${check.declaration.check}.ts`))
    expect([...named].toSorted()).toEqual(files.toSorted())
  })

  it('asks nothing twice at one door, and each row at some door', () => {
    for (const names of [checksAt(1), checksAt(2)]) expect(new Set(names).size).toBe(names.length)
    for (const [, authorize, par] of rows) expect(authorize || par).toBe(true)
  })

  it('has clauses and a hint in every row', () => {
    for (const [{ declaration }] of rows) {
      expect(declaration.hint).toMatch(/^[A-Z].*\.$/)
      expect(declaration.clauses.length).toBeGreaterThan(0)
      for (const clause of declaration.clauses) expect(clause).toMatch(/^[A-Z][A-Z0-9-]*-[A-Z0-9.-]+$/)
    }
  })

  it('proves redirect_uri before anything that is told by redirect (RFC6749-4.1.2.1, SEC-189)', () => {
    expect(redirectTargetRequirements.map(([check]) => check.declaration.check)).toContain('check-redirect-uri')
    expect(requirements.map(([check]) => check.declaration.check)).not.toContain('check-redirect-uri')
  })
})

describe('a good request', () => {
  it('passes at both doors, with and without state, nonce and client_id (FAPI2-SP-FINAL-5.3.2.2-2, SEC-28, SEC-42)', () => {
    for (const door of ['authorize', 'par'] as const) {
      expect(() => checkAuthorizationRequest(door, aRequest(), aContext())).not.toThrow()
      expect(() => checkAuthorizationRequest(door, aRequest({ state: 's', nonce: 'n', client_id: 'web' }), aContext())).not.toThrow()
    }
  })

  it('of a FAPI client passes when pushed, and not through the browser (FAPI2-SP-FINAL-5.3.2.2-3, SEC-29)', () => {
    const client = aFapiClient()
    expect(() => checkAuthorizationRequest('par', aRequest(), aContext({ client }))).not.toThrow()
    expect(refusedBy('authorize', aRequest(), { client })).toBe('check-par-required')
  })

  it('of a confidential OpenID Connect client may come without PKCE (OIDCC-3.1.2.1)', () => {
    const { code_challenge: _, code_challenge_method: __, ...plain } = aRequest()
    expect(() => checkAuthorizationRequest('authorize', plain, aContext())).not.toThrow()
  })
})

describe('the order of refusals', () => {
  it.each([
    ['authorize', {}, 'check-redirect-uri'],
    ['authorize', { redirect_uri: 'https://evil.example/', response_type: 'token', scope: 'x' }, 'check-redirect-uri'],
    ['authorize', { request: 'e30', redirect_uri: 'https://evil.example/' }, 'check-redirect-uri'],
    ['authorize', aRequest({ request: 'e30' }), 'reject-request-object'],
    ['authorize', aRequest({ request_uri: 'https://app.example/r' }), 'reject-request-uri-by-value'],
    ['authorize', aRequest({ response_type: 'token', scope: 'x' }), 'check-response-type'],
    ['par', { request_uri: 'urn:x' }, 'reject-request-uri'],
    ['par', { request: 'e30' }, 'reject-request-object'],
    ['par', aRequest({ scope: 'x', max_age: '-1' }), 'check-scope'],
  ] as const)('at %s: %j is refused by %s (RFC6749-4.1.2.1, RFC9126-2.1, SEC-189)', (door, params, check) => {
    expect(refusedBy(door, params)).toBe(check)
  })
})

describe('what is told on a page instead of a redirect', () => {
  it.each([{ redirect_uri: 'https://evil.example/' }, { client_id: 'other' }, { state: 'x'.repeat(4097) }])(
    '%j (RFC6749-4.1.2.1, SEC-41, SEC-189)',
    (altered) => {
      expect(refusalOf(() => checkRedirectTarget(aRequest(altered), aContext())).code).toBe('invalid_request')
    },
  )

  it('is nothing else: all other errors wait for a proven redirect_uri (RFC6749-4.1.2.1, SEC-189)', () => {
    const bad = aRequest({
      response_type: 'token',
      scope: '"',
      request: 'x',
      request_uri: 'x',
      registration: '{}',
      prompt: 'x',
      claims: '[]',
    })
    expect(() => checkRedirectTarget(bad, aContext({ client: aClient({ require_pushed_authorization_requests: true }) }))).not.toThrow()
  })
})
