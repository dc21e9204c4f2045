import { encodePart, makeTestSigner } from './fixtures/test-signer'
import { parseCompactJws } from './parse-compact-jws'
import { tryParseCompactJws, tryParseJwsHeader } from './try-parse-compact-jws'

const signer = makeTestSigner('ES256')
const good = signer.sign({ kid: 'a', typ: 'JWT' }, { sub: 'alice' })
const [header = '', payload = '', signature = ''] = good.split('.')
const withHeader = (part: object | string) => `${encodePart(part)}.${payload}.${signature}`
const withPayload = (part: object | string) => `${header}.${encodePart(part)}.${signature}`
const nested = (depth: number): string => `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`
const members = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`m${index}`, 1]))

describe('a compact JWS', () => {
  it('is taken apart into header, payload, signature and what was signed (RFC7515-7.1)', () => {
    const jws = parseCompactJws(good)
    expect(jws).toMatchObject({
      header: { alg: 'ES256', kid: 'a', typ: 'JWT' },
      payload: { sub: 'alice' },
      signingInput: `${header}.${payload}`,
    })
    expect(jws.signature).toHaveLength(64)
  })

  it.each([
    ['empty', ''],
    ['of two parts', `${header}.${payload}`],
    ['of four parts', `${good}.${signature}`],
    ['of five parts, as a JWE is', `${good}.a.b`],
    ['without a header', `.${payload}.${signature}`],
    ['without a payload', `${header}..${signature}`],
    ['JSON', JSON.stringify({ payload, signatures: [] })],
  ])('is refused when it is %s (RFC7515-7.1, SEC-344)', (_form, token) => {
    expect(() => parseCompactJws(token)).toThrow(expect.objectContaining({ name: 'JwsError' }))
  })

  it.each([
    ['ends with a newline', `${good}\n`],
    ['begins with a space', ` ${good}`],
    ['is padded', `${good}=`],
    ['is in the standard alphabet', `${header}.${payload}.++//${signature.slice(4)}`],
    ['has stray trailing bits', `${header}.${payload}.${Buffer.alloc(64).toString('base64url').slice(0, -1)}B`],
    ['has a part of an impossible length', `${header}.${payload}.AAAAA`],
  ])('is refused when it %s (RFC7515-2, SEC-344)', (_form, token) => {
    expect(() => parseCompactJws(token)).toThrow('not unpadded, canonical base64url')
  })

  it.each([[['x']], [[]], ['exp'], [['alg']], [null]])('is refused with crit %j (RFC7515-4.1.11, SEC-342)', (crit) => {
    expect(() => parseCompactJws(withHeader({ alg: 'ES256', crit }))).toThrow('the header has crit')
  })

  it.each([true, false])('is refused with b64 %s (RFC7797-7, SEC-343)', (b64) => {
    expect(() => parseCompactJws(withHeader({ alg: 'ES256', b64 }))).toThrow('the header has b64')
  })

  it.each([
    [{}, 'alg must be a string'],
    [{ alg: null }, 'alg must be a string'],
    [{ alg: ['ES256'] }, 'alg must be a string'],
    [{ alg: 'ES256', kid: 1 }, 'kid must be a string'],
    [{ alg: 'ES256', typ: null }, 'typ must be a string'],
  ])('is refused with the header %j (RFC7515-4.1, SEC-351)', (part, message) => {
    expect(() => parseCompactJws(withHeader(part))).toThrow(message)
  })

  it.each([['[]'], ['"text"'], ['null'], ['1']])('is refused when a part is %s (RFC7519-7.2, SEC-357)', (part) => {
    expect(() => parseCompactJws(withPayload(part))).toThrow('not a JSON object')
    expect(() => parseCompactJws(withHeader(part))).toThrow('not a JSON object')
  })

  it.each([
    ['{"sub":"a","sub":"b"}'],
    ['{"sub":"a","s\\u0075b":"b"}'],
    ['{"a":{"b":1,"b":2}}'],
    ['{"a":[{"b":1 , "b"\n:2}]}'],
    ['{"__proto__":1,"__proto__":2}'],
    ['{"a":{"x":1},"a":{}}'],
  ])('is refused when a member stands twice: %s (RFC7519-4, SEC-350)', (json) => {
    expect(() => parseCompactJws(withPayload(json))).toThrow('a member name stands twice')
  })

  it.each([
    ['{"a":"\\"b\\":1,\\"b\\":2"}'],
    ['{"a":{"b":1},"c":{"b":2}}'],
    ['{"a":["b","b"],"c":"a"}'],
    ['{"a\\\\":1,"a":":"}'],
    ['{"a":"\\u0041é😀"}'],
  ])('is not taken for one with repeats: %s (SEC-350)', (json) => {
    expect(parseCompactJws(withPayload(json)).payload).toEqual(JSON.parse(json))
  })

  it.each([
    ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['a byte order mark', Buffer.from('\ufeff{}')],
    ['no JSON', Buffer.from('{a:1}')],
    ['two values', Buffer.from('{}{}')],
  ])('is refused with %s (RFC7519-7.2, SEC-359)', (_fault, bytes) => {
    expect(() => parseCompactJws(`${header}.${bytes.toString('base64url')}.${signature}`)).toThrow('not JSON in UTF-8')
  })

  it.each([['{"jti":"a\\u0000b"}'], ['{"jti":"\\ud800"}'], ['{"\\udc00":1}'], ['{"a":["\\u0000"]}']])(
    'is refused with text that no database takes: %s (SEC-359)',
    (json) => {
      expect(() => parseCompactJws(withPayload(json))).toThrow('NUL or half a character')
    },
  )

  it('leaves prototypes alone (SEC-358)', () => {
    const { payload: claims } = parseCompactJws(withPayload('{"__proto__":{"admin":true}}'))
    expect(claims['admin']).toBeUndefined()
    expect(Object.getPrototypeOf(claims)).toBe(Object.prototype)
  })

  it('is bounded in depth, members and length (SEC-357, SEC-129)', () => {
    expect(() => parseCompactJws(withPayload(nested(19)))).not.toThrow()
    expect(() => parseCompactJws(withPayload(nested(20)))).toThrow('nested too deeply')
    expect(() => parseCompactJws(withPayload(nested(100_000)), 1_000_000)).toThrow('nested too deeply')
    expect(() => parseCompactJws(withPayload(members(10_000)), 1_000_000)).toThrow('too many members')
    expect(() => parseCompactJws(good, good.length)).not.toThrow()
    expect(() => parseCompactJws(good, good.length - 1)).toThrow('longer than')
    expect(() => parseCompactJws('a'.repeat(8193))).toThrow('the token is longer than 8192 bytes')
  })

  it('can be looked at without an error where it may be anything', () => {
    expect(tryParseCompactJws('garbage')).toBeUndefined()
    for (const token of ['garbage', '', '.', `${'a'.repeat(8192)}.`]) expect(tryParseJwsHeader(token)).toBeUndefined()
    expect(tryParseJwsHeader(`${good.split('.')[0]}.garbage`)).toEqual(tryParseCompactJws(good)?.header)
    expect(tryParseCompactJws(good)?.payload['sub']).toBe('alice')
  })
})
