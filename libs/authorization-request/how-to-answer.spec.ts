import { howToAnswer } from './how-to-answer'

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const objectOf = (claims: object, alg = 'none') => `${encode({ alg })}.${encode(claims)}.${alg === 'none' ? '' : 'c2lnbmF0dXJl'}`
const inside = { response_mode: 'form_post', state: 'inside' }

describe('how a request wants to be answered', () => {
  it('is what its parameters say (OIDCC-3.1.2.1)', () => {
    expect(howToAnswer({ response_mode: 'form_post', state: 's', scope: 'openid' })).toEqual({ response_mode: 'form_post', state: 's' })
    expect(howToAnswer({})).toEqual({})
  })

  it('is what its unsecured request object says, before all that stands outside (OIDCC-6.1, OAUTH-FORM-POST-2)', () => {
    expect(howToAnswer({ request: objectOf(inside) })).toEqual(inside)
    expect(howToAnswer({ request: objectOf({ state: 'inside' }), response_mode: 'form_post', state: 'outside' })).toEqual(inside)
  })

  it.each([
    ['signed', objectOf(inside, 'RS256')],
    ['no JWT', 'x'],
    ['of other types', objectOf({ response_mode: 1, state: ['inside'] })],
    ['unknown', objectOf({ response_mode: 'fragment', state: 'a\r\nset-cookie: b' })],
    ['without an end', objectOf({ state: 's'.repeat(4097) })],
  ])('is never what an object says that is %s (OIDCC-6.1, RFC6749-4.1.1)', (_, request) => {
    expect(howToAnswer({ request, response_mode: 'query', state: 'outside' })).toEqual({ response_mode: 'query', state: 'outside' })
  })
})
