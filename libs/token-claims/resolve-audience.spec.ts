import { toAuthorization } from '../authorization/authorization'
import { resolveAudience } from './resolve-audience'

const issuer = 'https://as.example'
const [accounts, payments] = ['https://accounts.example', 'https://payments.example']
const before = new Map([
  [accounts, ['read']],
  [payments, ['pay']],
])
const granted = (scope: string, requested: readonly string[] = []) =>
  toAuthorization({ scopes: scope.split(' '), requested, resources: before, issuer })
const resolve = (scope: string, { now = before, requested = [] as string[], of = granted(scope) } = {}) =>
  resolveAudience({ requested, authorization: of, scopes: scope.split(' '), resources: now, issuer })

describe('the audience of an access token', () => {
  it('is that of the grant, or the part that is asked for, in any spelling (RFC8707-2.2, RFC3986-6.2.3)', () => {
    expect(resolve('openid read pay')).toMatchObject({ audience: [accounts, payments, issuer], scopes: ['openid', 'read', 'pay'] })
    expect(resolve('openid read pay', { requested: ['https://Payments.example/'] })).toMatchObject({
      audience: [payments],
      scopes: ['openid', 'pay'],
    })
  })

  it('is narrowed with the scopes (RFC6749-6, SEC-224)', () => {
    expect(resolve('pay', { of: granted('openid read pay') })).toMatchObject({ audience: [payments], scopes: ['pay'] })
    expect(resolve('offline_access', { of: granted('offline_access', [accounts]) })).toMatchObject({
      audience: [accounts],
      scopes: ['offline_access'],
    })
  })

  it('never grows by a resource that is added later (RFC8707-2.2, SEC-214)', () => {
    const now = new Map([...before, ['https://new.example', ['read', 'pay']]])
    expect(resolve('openid read', { now }).audience).toEqual([accounts, issuer])
  })

  it('never gives a resource a scope that it learns later (SEC-214)', () => {
    const now = new Map([
      [accounts, ['read', 'pay']],
      [payments, ['pay']],
    ])
    expect(resolve('read pay', { now })).toMatchObject({ audience: [accounts, payments], scopes: ['read'] })
    expect(resolve('read pay', { now, requested: [payments] })).toMatchObject({ audience: [payments], scopes: ['pay'] })
  })

  it('loses a resource that has gone, as long as another is left (RFC8707-2.2)', () => {
    const now = new Map([[accounts, ['read']]])
    expect(resolve('read pay', { now })).toMatchObject({ audience: [accounts], scopes: ['read'] })
    expect(() => resolve('read pay', { now, requested: [payments] })).toThrow('the resource is unknown or was not granted')
    expect(() => resolve('pay', { now })).toThrow('a granted resource is no longer known')
  })
})
