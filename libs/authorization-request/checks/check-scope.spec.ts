import { aClient, aContext, aRequest, answerTo, refusalOf } from '../authorization-request.fixtures'
import { checkScope } from './check-scope'

describe('scope', () => {
  it('holds names that are registered for the client, in any order (RFC6749-3.3, ensure-other-scope-order-succeeds)', () => {
    expect(answerTo(checkScope, { scope: 'profile openid' })).toBe('passes')
  })

  it('may lack openid (RFC6749-3.3)', () => {
    expect(answerTo(checkScope, { scope: 'accounts' }, { client: aClient({ scope: 'accounts' }) })).toBe('passes')
  })

  it('is required (RFC6749-3.3)', () => {
    expect(refusalOf(() => checkScope({}, aContext()))).toMatchObject({ code: 'invalid_scope', description: 'scope is required' })
  })

  it.each(['email', 'openid email', 'OPENID', '__proto__', 'toString'])(
    'refuses what is not registered: %s (RFC6749-3.3, SEC-212, SEC-358)',
    (scope) => {
      expect(answerTo(checkScope, { scope })).toBe('invalid_scope')
    },
  )

  it.each(['open"id', 'openid\u0000', 'openid  profile', 'x '.repeat(10_000), 'x'.repeat(1_000_000)])(
    'refuses what is no scope, or is too long (RFC6749-3.3, SEC-212)',
    (scope) => {
      expect(answerTo(checkScope, { scope })).toBe('invalid_scope')
    },
  )

  it('tells the operator which name it was (SEC-212)', () => {
    expect(refusalOf(() => checkScope(aRequest({ scope: 'openid email' }), aContext())).evidence).toEqual({
      expected: 'openid profile',
      received: 'email',
    })
  })
})
