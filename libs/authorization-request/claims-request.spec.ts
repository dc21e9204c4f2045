import { refusalOf } from './authorization-request.fixtures'
import { parseClaimsParameter } from './claims-request'

const descriptionOf = (claims: string) => {
  const { code, description } = refusalOf(() => parseClaimsParameter(claims))
  expect(code).toBe('invalid_request')
  return description
}

const padded = (letter: string, count: number) => `{"x":"${letter.repeat(count)}"}`
const nested = (depth: number) => `{"id_token":{"a":{"value":${'['.repeat(depth)}${']'.repeat(depth)}}}}`

describe('the claims parameter', () => {
  it('says claim by claim what is wanted where (OIDCC-5.5)', () => {
    // the example of OpenID Connect Core §5.5
    const claims = `{
      "userinfo": { "given_name": {"essential": true}, "nickname": null, "http://example.info/claims/groups": null },
      "id_token": { "auth_time": {"essential": true}, "acr": {"values": ["urn:mace:incommon:iap:silver"]} }
    }`
    const { userinfo, id_token: idToken } = parseClaimsParameter(claims)
    expect({ ...userinfo }).toEqual({ given_name: { essential: true }, nickname: null, 'http://example.info/claims/groups': null })
    expect({ ...idToken }).toEqual({ auth_time: { essential: true }, acr: { values: ['urn:mace:incommon:iap:silver'] } })
  })

  it('may ask for one value, null and false included (OIDCC-5.5.1)', () => {
    const { id_token: idToken } = parseClaimsParameter(
      '{"id_token":{"sub":{"value":"248289761001"},"a":{"value":null},"b":{"essential":false},"c":{}}}',
    )
    expect({ ...idToken }).toEqual({ sub: { value: '248289761001' }, a: { value: null }, b: { essential: false }, c: {} })
  })

  it('loses members that nobody defined, and keeps unknown claims (OIDCC-5.5, test-claims-parameter-identity-claims)', () => {
    const { userinfo, id_token: idToken } = parseClaimsParameter(
      '{"other":{"a":1},"userinfo":{"unknown":{"essential":true,"more":{"x":1}}}}',
    )
    expect({ ...userinfo }).toEqual({ unknown: { essential: true } })
    expect(Object.keys(idToken)).toEqual([])
  })

  it('lets __proto__ be a claim like any other (OIDCC-5.5, SEC-211, SEC-358)', () => {
    const { id_token: idToken } = parseClaimsParameter(
      '{"__proto__":{"userinfo":{"a":null}},"id_token":{"__proto__":{"essential":true},"constructor":null}}',
    )
    expect(Object.keys(idToken)).toEqual(['__proto__', 'constructor'])
    expect(Object.getPrototypeOf(idToken)).toBeNull()
    expect(parseClaimsParameter('{"__proto__":{"userinfo":{"a":null}}}').userinfo['a']).toBeUndefined()
    expect(({} as Record<string, unknown>)['essential']).toBeUndefined()
  })

  it.each(['[]', '1', 'null', '"x"', 'true'])('is a JSON object, not %s (OIDCC-5.5, SEC-211)', (claims) => {
    expect(descriptionOf(claims)).toBe('claims must be a JSON object')
  })

  it.each(['', '{', '{"a":}', 'userinfo', "{'userinfo':{}}"])('is JSON, not %j (OIDCC-5.5, SEC-211)', (claims) => {
    expect(descriptionOf(claims)).toBe('claims is not JSON')
  })

  it.each(['{"userinfo":[]}', '{"userinfo":null}', '{"id_token":"acr"}'])(
    'has objects at its two places, not %s (OIDCC-5.5, SEC-211)',
    (claims) => {
      expect(descriptionOf(claims)).toBe('claims: userinfo and id_token must be JSON objects')
    },
  )

  it.each(['{"id_token":{"acr":true}}', '{"id_token":{"acr":"x"}}', '{"id_token":{"acr":[]}}'])(
    'asks for a claim by null or an object, not %s (OIDCC-5.5.1, SEC-211)',
    (claims) => {
      expect(descriptionOf(claims)).toBe('claims: each claim must be null or a JSON object')
    },
  )

  it('has a boolean essential and a list of values (OIDCC-5.5.1, SEC-211)', () => {
    expect(descriptionOf('{"id_token":{"acr":{"essential":"true"}}}')).toBe('claims: essential must be true or false')
    expect(descriptionOf('{"id_token":{"acr":{"values":"x"}}}')).toBe('claims: values must be an array')
  })

  it('has at most 4096 bytes, counted in UTF-8 (OIDCC-5.5, SEC-211)', () => {
    expect(() => parseClaimsParameter(padded('a', 4088))).not.toThrow()
    expect(descriptionOf(padded('a', 4089))).toBe('claims is longer than 4096 bytes')
    expect(descriptionOf(padded('ä', 2045))).toBe('claims is longer than 4096 bytes')
    expect(descriptionOf(padded('a', 100_000))).toBe('claims is longer than 4096 bytes')
  })

  it('is not nested deeper than 8 levels (OIDCC-5.5, SEC-211, SEC-357)', () => {
    expect(() => parseClaimsParameter(nested(5))).not.toThrow()
    expect(descriptionOf(nested(6))).toBe('claims is nested deeper than 8 levels')
    expect(descriptionOf(nested(2000))).toBe('claims is nested deeper than 8 levels')
  })
})
