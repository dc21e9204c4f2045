import * as fc from 'fast-check'
import { resolveAudience } from '../token-claims/resolve-audience'
import { isIdentityScope, toAuthorization } from './authorization'
import { readEarlyConsent } from './early-consent'
import { coversScopes, joinScopes, scopesFromJson, scopesToJson } from './scopes-by-resource'

const issuer = 'https://as.example'
const [accounts, sandbox] = ['https://accounts.example', 'https://sandbox.example']
const both = new Map([
  [accounts, ['read', 'write']],
  [sandbox, ['read', 'write']],
])
const ofRequest = (scope: string, requested: readonly string[] = [], resources: ReadonlyMap<string, readonly string[]> = both) =>
  toAuthorization({ scopes: scope.split(' '), requested, resources, issuer })

describe('an authorization', () => {
  it('is for the resources that are named, with their scopes; what is about the person is allowed here (RFC8707-2.1, SEC-214)', () => {
    const { audience, allowed } = ofRequest('openid offline_access read', [accounts])
    expect(audience).toEqual([accounts])
    expect(Object.fromEntries(allowed)).toEqual({ [accounts]: ['read'], [issuer]: ['openid', 'offline_access'] })
  })

  it('is for all owners of the scopes where no resource is named, and for this server where openid is (RFC8707-2.2, SEC-214)', () => {
    const { audience, allowed } = ofRequest('openid read')
    expect(audience).toEqual([accounts, sandbox, issuer])
    expect(Object.fromEntries(allowed)).toEqual({ [accounts]: ['read'], [sandbox]: ['read'], [issuer]: ['openid'] })
    expect(ofRequest('email').audience).toEqual([issuer])
  })

  it('allows nothing at a resource that does not know the scope (SEC-214)', () => {
    const resources = new Map([
      [accounts, ['read']],
      [sandbox, ['write']],
    ])
    expect(Object.fromEntries(ofRequest('read write', [], resources).allowed)).toEqual({ [accounts]: ['read'], [sandbox]: ['write'] })
    expect(Object.fromEntries(ofRequest('write', [accounts], resources).allowed)).toEqual({ [accounts]: [] })
  })

  it('lets a scope that nobody owns count wherever the token goes (RFC8707-2.2)', () => {
    expect(Object.fromEntries(ofRequest('read admin', [accounts]).allowed)).toEqual({ [accounts]: ['read', 'admin'] })
    expect(Object.fromEntries(ofRequest('admin').allowed)).toEqual({ [issuer]: ['admin'] })
  })

  it('is kept as it is', () => {
    const { allowed } = ofRequest('openid read')
    expect(scopesFromJson(scopesToJson(allowed))).toEqual(allowed)
    expect(scopesFromJson(null)).toBeUndefined()
  })

  it('covers less, and not a scope at another resource (SEC-214)', () => {
    const { allowed } = ofRequest('read', [accounts])
    expect(coversScopes(allowed, new Map([[accounts, []]]))).toBe(true)
    expect(coversScopes(allowed, new Map([[sandbox, []]]))).toBe(false)
    expect(coversScopes(joinScopes(allowed, new Map([[sandbox, ['write']]])), new Map([[sandbox, ['read']]]))).toBe(false)
  })
})

describe('a consent of before', () => {
  it('means what it cannot but mean (SEC-214)', () => {
    const owners = new Map([
      [accounts, ['read', 'pay']],
      [sandbox, ['read']],
    ])
    const read = (scopes: readonly string[], resources: readonly string[]) =>
      Object.fromEntries(readEarlyConsent({ scopes, resources }, owners, issuer))
    expect(read(['openid', 'read', 'pay', 'unknown'], [])).toEqual({ [issuer]: ['openid'], [accounts]: ['pay'] })
    expect(read(['pay'], [accounts])).toEqual({ [accounts]: ['pay'] })
    expect(read(['pay'], [accounts, sandbox])).toEqual({})
    expect(read(['pay'], [sandbox])).toEqual({})
  })
})

const places = ['https://a.example', 'https://b.example', 'https://c.example', issuer]
const scopeNames = ['openid', 'email', 'offline_access', 'read', 'write', 'pay', 'admin']
const scopesOf = fc.subarray(['read', 'write', 'pay'])
const resourcesOf = fc.uniqueArray(fc.tuple(fc.constantFrom(...places.slice(0, 3)), scopesOf), { selector: ([resource]) => resource })
const request = fc.record({ scopes: fc.subarray(scopeNames, { minLength: 1 }), requested: fc.subarray(places) })

describe('whatever is registered, asked, allowed and taken away in between', () => {
  it('no access token has a scope at a resource where nobody allowed it (SEC-26, SEC-214, SEC-215)', () => {
    const holds = fc.property(
      resourcesOf,
      fc.array(request, { minLength: 1, maxLength: 4 }),
      resourcesOf,
      fc.subarray(places),
      fc.subarray(scopeNames),
      (then, requests, later, wanted, narrowed) => {
        const [known, now] = [new Map(then), new Map(later)]
        const authorizations = requests.map(({ scopes, requested }) =>
          toAuthorization({ scopes, requested: requested.filter((one) => one === issuer || known.has(one)), resources: known, issuer }),
        )
        authorizations.forEach((authorization, index) => {
          const granted = requests[index]?.scopes ?? []
          const scopes = granted.filter((scope) => narrowed.includes(scope))
          try {
            const token = resolveAudience({ requested: wanted, authorization, scopes, resources: now, issuer })
            for (const resource of token.audience) {
              expect(authorization.audience).toContain(resource)
              const understood = token.scopes.filter((scope) => !isIdentityScope(scope) && now.get(resource)?.includes(scope))
              expect(authorization.allowed.get(resource) ?? []).toEqual(expect.arrayContaining(understood))
            }
            expect([...authorization.allowed.values()].flat()).toEqual(expect.arrayContaining([...token.scopes]))
          } catch (error) {
            expect(error).toMatchObject({ code: 'invalid_target' })
          }
        })
      },
    )
    expect(fc.check(holds, { numRuns: 2_000 }).counterexample).toBeNull()
  })

  it('a remembered consent covers a request only where each scope was allowed at that resource (SEC-214)', () => {
    const holds = fc.property(resourcesOf, fc.array(request, { minLength: 2, maxLength: 5 }), (entries, requests) => {
      const resources = new Map(entries)
      const [last, ...allowed] = requests.map(({ scopes, requested }) => {
        const named = requested.filter((one) => one === issuer || resources.has(one))
        return toAuthorization({ scopes, requested: named, resources, issuer }).allowed
      })
      const remembered = allowed.reduce(joinScopes, new Map<string, readonly string[]>())
      const pairs = [...(last ?? [])].flatMap(([resource, scopes]) => scopes.map((scope) => [resource, scope] as const))
      const wasAllowed = pairs.every(([resource, scope]) => allowed.some((one) => one.get(resource)?.includes(scope)))
      if (coversScopes(remembered, last ?? new Map())) expect(wasAllowed).toBe(true)
    })
    expect(fc.check(holds, { numRuns: 2_000 }).counterexample).toBeNull()
  })
})
