import { makeTestSigner } from '../jws/fixtures/test-signer'
import { checkClientJwks } from './check-client-jwks'
import { usableKeys } from './usable-keys'

const ec = makeTestSigner('ES256').jwk
const rsa = makeTestSigner('PS256').jwk

describe('the key set of a client', () => {
  it('holds public keys, of which two may share a kid where their types differ (SEC-62)', () => {
    expect(() =>
      checkClientJwks({
        keys: [
          { ...ec, kid: 'a' },
          { ...rsa, kid: 'a' },
        ],
      }),
    ).not.toThrow()
  })

  it('may hold one RSA key for two algorithms under two names', () => {
    expect(() =>
      checkClientJwks({
        keys: [
          { ...rsa, kid: 'a', alg: 'PS256' },
          { ...rsa, kid: 'b', alg: 'RS256' },
        ],
      }),
    ).not.toThrow()
  })

  it.each([[null], ['keys'], [[ec]], [{}], [{ keys: null }], [{ keys: { 0: ec } }]])(
    'is an object with an array, not %j (SEC-272)',
    (jwks) => {
      expect(() => checkClientJwks(jwks)).toThrow('jwks must be a JSON object with an array keys')
    },
  )

  it('is not empty (SEC-272)', () => {
    expect(() => checkClientJwks({ keys: [] })).toThrow('at least one key')
  })

  it('says which key is wrong, without its private part (SEC-272)', () => {
    expect(() => checkClientJwks({ keys: [ec, { ...rsa, d: 'secret' }] })).toThrow('jwks.keys[1]: the key carries the private member d')
    expect(() => checkClientJwks({ keys: [null] })).toThrow('jwks.keys[0]: a key must be a JSON object')
  })

  it('has no key twice, and no kid for two keys alike (SEC-61)', () => {
    const other = makeTestSigner('ES256').jwk
    expect(() => checkClientJwks({ keys: [ec, ec] })).toThrow('jwks.keys[1]: the key or its kid stands twice')
    expect(() =>
      checkClientJwks({
        keys: [
          { ...ec, kid: 'a' },
          { ...other, kid: 'a' },
        ],
      }),
    ).toThrow('stands twice')
  })
})

describe('the usable keys of a fetched set', () => {
  it('are those we can verify with; the others are passed over (RFC7517-5)', () => {
    expect(usableKeys({ keys: [{ kty: 'EC', crv: 'P-521' }, ec, null, { ...rsa, d: 'secret' }] })).toEqual([ec])
  })

  it.each([[[ec]], [{}], [null]])('are not looked for in what is no set (RFC7517-5)', (jwks) => {
    expect(() => usableKeys(jwks)).toThrow('a key set must be')
  })
})
