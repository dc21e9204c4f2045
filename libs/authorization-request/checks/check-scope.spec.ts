import { aClient, aContext, aFapiClient, aRequest, answerTo, refusalOf } from '../authorization-request.fixtures'
import { grantableScopes } from '../grantable-scopes'
import { checkScope } from './check-scope'

describe('scope', () => {
  it('holds names that are registered for the client, in any order (RFC6749-3.3, ensure-other-scope-order-succeeds)', () => {
    expect(answerTo(checkScope, { scope: 'profile openid' })).toBe('passes')
  })

  it('may lack openid (RFC6749-3.3)', () => {
    expect(answerTo(checkScope, { scope: 'accounts' }, { client: aClient({ scope: 'accounts' }) })).toBe('passes')
  })

  it('means all that the client is registered for but offline_access where it is missing (RFC6749-3.3)', () => {
    const client = aClient({ scope: 'openid email offline_access', grant_types: ['authorization_code', 'refresh_token'] })
    expect(() => checkScope({}, aContext({ client }))).not.toThrow()
    expect(grantableScopes({}, client)).toEqual({ scopes: ['openid', 'email'], unknown: [] })
  })

  it('is required of a client that is registered for none (RFC6749-3.3)', () => {
    const client = aClient({ scope: '' })
    expect(refusalOf(() => checkScope({}, aContext({ client })))).toMatchObject({ code: 'invalid_scope' })
  })

  it.each(['openid email', 'openid __proto__', 'OPENID openid'])(
    'of an OpenID Connect client may hold what it is not registered for, which is ignored: %s (OIDCC-3.1.2.1, SEC-212, SEC-358)',
    (scope) => {
      expect(answerTo(checkScope, { scope })).toBe('passes')
      expect(grantableScopes({ scope }, aClient()).scopes).toEqual(['openid'])
    },
  )

  it.each(['email', 'OPENID', '__proto__', 'toString', 'email groups'])(
    'holds something that the client is registered for: not %s (RFC6749-3.3, SEC-212, SEC-358)',
    (scope) => {
      expect(answerTo(checkScope, { scope })).toBe('invalid_scope')
    },
  )

  it.each(['email', 'openid email', 'OPENID', '__proto__', 'toString'])(
    'of a FAPI client holds nothing that is not registered: %s (RFC6749-3.3, SEC-212, SEC-358)',
    (scope) => {
      expect(answerTo(checkScope, { scope }, { client: aFapiClient() })).toBe('invalid_scope')
    },
  )

  it('leaves out offline_access where there is no refresh token (OIDCC-11)', () => {
    const client = aClient({ scope: 'openid offline_access', grant_types: ['authorization_code'] })
    expect(grantableScopes({ scope: 'openid offline_access' }, client)).toEqual({ scopes: ['openid'], unknown: [] })
  })

  it.each(['open"id', 'openid\u0000', 'openid  profile', 'x '.repeat(10_000), 'x'.repeat(1_000_000)])(
    'refuses what is no scope, or is too long (RFC6749-3.3, SEC-212)',
    (scope) => {
      expect(answerTo(checkScope, { scope })).toBe('invalid_scope')
    },
  )

  it('tells the operator which name it was (SEC-212)', () => {
    const context = aContext({ client: aFapiClient() })
    expect(refusalOf(() => checkScope(aRequest({ scope: 'openid email' }), context)).evidence).toEqual({
      expected: 'openid profile',
      received: 'email',
    })
  })
})
