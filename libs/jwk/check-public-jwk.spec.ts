import { generateKeyPairSync } from 'node:crypto'
import { makeTestSigner } from '../jws/fixtures/test-signer'
import { checkPublicJwk } from './check-public-jwk'

const ec = makeTestSigner('ES256').jwk
const rsa = makeTestSigner('PS256').jwk
const ed = makeTestSigner('EdDSA').jwk
const base64url = (hex: string) => Buffer.from(hex, 'hex').toString('base64url')
const modulus = (bytes: number) => Buffer.alloc(bytes, 0xff).toString('base64url')

describe('a public key', () => {
  it.each([
    ['EC P-256', ec],
    ['RSA', rsa],
    ['Ed25519', ed],
    ['named for its algorithm', { ...ed, alg: 'Ed25519' }],
    ['for encryption', { ...rsa, use: 'enc', alg: 'RSA-OAEP-256' }],
    ['with certificates that are not looked at', { ...ec, x5c: ['…'], x5u: 'https://canary.example' }],
  ])('may be %s (RFC8725-3.4, SEC-94)', (_kind, jwk) => {
    expect(() => checkPublicJwk(jwk)).not.toThrow()
  })

  it.each([['key'], [null], [[ec]], [42], [undefined]])('is a JSON object, not %j (RFC7517-4, SEC-94)', (value) => {
    expect(() => checkPublicJwk(value)).toThrow('a key must be a JSON object')
  })

  it.each(['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'])(
    'has no private member %s, and the error does not tell it (RFC9449-4.3-7, SEC-92)',
    (name) => {
      expect(() => checkPublicJwk({ ...rsa, [name]: 'secret' })).toThrow(new RegExp(`private member ${name}$`))
    },
  )

  it('is not symmetric (RFC9449-4.2, SEC-93)', () => {
    expect(() => checkPublicJwk({ kty: 'oct', k: 'c2VjcmV0' })).toThrow('symmetric')
  })

  it.each([
    ['an EC key on P-384', generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey.export({ format: 'jwk' })],
    ['an EC key on secp256k1', generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey.export({ format: 'jwk' })],
    ['an Ed448 key', generateKeyPairSync('ed448').publicKey.export({ format: 'jwk' })],
    ['an X25519 key', generateKeyPairSync('x25519').publicKey.export({ format: 'jwk' })],
    ['a type from a prototype', { kty: 'constructor' }],
  ])('is not %s (FAPI2-SP-FINAL-5.4.1-3, SEC-57)', (_kind, jwk) => {
    expect(() => checkPublicJwk(jwk)).toThrow('must be EC P-256, OKP Ed25519 or RSA')
  })

  it.each([
    ['an EC key for RS256', { ...ec, alg: 'RS256' }],
    ['an EC key for ES384', { ...ec, alg: 'ES384' }],
    ['an RSA key for ES256', { ...rsa, alg: 'ES256' }],
    ['an RSA key for HS256', { ...rsa, alg: 'HS256' }],
    ['an Ed25519 key for ES256', { ...ed, alg: 'ES256' }],
  ])('is not %s (RFC8725-3.1, SEC-94)', (_kind, jwk) => {
    expect(() => checkPublicJwk(jwk)).toThrow('do not agree')
  })

  it.each([
    ['kty is missing', { ...ec, kty: undefined }, 'kty must be a string'],
    ['kty is absent', { crv: 'P-256' }, 'kty is missing'],
    ['kid is a number', { ...ec, kid: 1 }, 'kid must be a string'],
    ['alg is null', { ...ec, alg: null }, 'alg must be a string'],
    ['y is missing', { kty: 'EC', crv: 'P-256', x: ec.x }, 'y is missing'],
    ['x is short', { ...ec, x: 'AAAA' }, 'x must have 32 bytes'],
    ['x is padded', { ...ec, x: `${ec.x}=` }, 'not base64url'],
    ['the point is off its curve', { ...ec, y: ec.x }, 'not a valid point'],
    ['n is missing', { kty: 'RSA', e: 'AQAB' }, 'n is missing'],
    ['n has 1024 bits', { ...rsa, n: modulus(128) }, '2048 to 8192 bits'],
    ['n has 2047 bits', { ...rsa, n: Buffer.alloc(256, 0x7f).toString('base64url') }, '2048 to 8192 bits'],
    ['n has 8200 bits', { ...rsa, n: modulus(1025) }, '2048 to 8192 bits'],
    ['n has 65536 bits', { ...rsa, n: modulus(8192) }, 'too long'],
    ['n begins with zero', { ...rsa, n: base64url(`00${'ff'.repeat(256)}`) }, 'zero octet'],
    ['n is even', { ...rsa, n: base64url(`${'ff'.repeat(255)}fe`) }, 'n must be odd'],
    ['e is 1', { ...rsa, e: base64url('01') }, '3 to 2^32'],
    ['e is even', { ...rsa, e: base64url('010000') }, 'e must be odd'],
    ['e has 40 bits', { ...rsa, e: base64url('0100000001') }, '3 to 2^32'],
    ['e has 4096 bits', { ...rsa, e: modulus(512) }, '3 to 2^32'],
  ])('is refused where %s (RFC7518-6, SEC-94, SEC-348)', (_fault, jwk, message) => {
    expect(() => checkPublicJwk(jwk)).toThrow(message)
  })

  it.each([
    ['all zero', '00'.repeat(32)],
    ['the neutral element', `01${'00'.repeat(31)}`],
    ['the neutral element with the other sign', `01${'00'.repeat(30)}80`],
    ['of order 8', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'],
    ['of order 2', `ec${'ff'.repeat(30)}7f`],
  ])('is no Ed25519 point that is %s (RFC8725-3.4, SEC-347)', (_kind, hex) => {
    expect(() => checkPublicJwk({ kty: 'OKP', crv: 'Ed25519', x: base64url(hex) })).toThrow('low order')
  })

  it('is refused for its length before it is decoded (SEC-94, SEC-348)', () => {
    for (const n of ['A'.repeat(1_000_000), '='.repeat(1_000_000)]) expect(() => checkPublicJwk({ ...rsa, n })).toThrow('too long')
  })
})
