import { FormParams } from '../oauth-params/form-params'
import { refusalOf } from './authorization-request.fixtures'
import { toAuthorizationParams } from './to-authorization-params'

const params = (...pairs: [string, string][]) => toAuthorizationParams(new FormParams(pairs))

describe('the parameters of an authorization request', () => {
  it('are those we know; others are left behind, credentials too (RFC6749-3.1, SEC-355)', () => {
    expect(params(['response_type', 'code'], ['foo', 'bar'], ['client_secret', 's'], ['__proto__', 'x'], ['resource[]', 'r'])).toEqual({
      response_type: 'code',
    })
  })

  it('are absent when they have no value (RFC6749-3.1, SEC-42, SEC-355)', () => {
    expect(params(['state', ''], ['nonce', ''])).toEqual({})
  })

  it('keep every resource, each once (RFC8707-2)', () => {
    expect(params(['resource', 'a:1'], ['resource', 'b:2'], ['resource', 'a:1'])).toEqual({ resource: ['a:1', 'b:2'] })
  })

  it.each(['redirect_uri', 'client_id', 'state', 'scope', 'unheard_of'])('stand once: %s (RFC6749-3.1, SEC-191, SEC-353)', (name) => {
    const refusal = refusalOf(() => params([name, 'a'], [name, 'b']))
    expect(refusal).toMatchObject({ code: 'invalid_request', description: `the parameter ${name} stands more than once` })
    expect(refusal.refusal?.check).toBe('check-no-repeats')
  })
})
