import { makeTestSigner } from '../jws/fixtures/test-signer'
import { importPublicKey } from './import-public-key'

describe('an imported key', () => {
  it('is imported once for the same object, and for an equal one (RFC7638-3)', () => {
    const { jwk } = makeTestSigner('ES256')
    const key = importPublicKey(jwk)
    expect(importPublicKey(jwk)).toBe(key)
    expect(importPublicKey({ ...jwk, kid: 'renamed' })).toBe(key)
  })

  it('is checked as a new object even where an equal one is known (RFC9449-4.3-7, SEC-92)', () => {
    const { jwk } = makeTestSigner('ES256')
    importPublicKey(jwk)
    const withPrivatePart = { ...jwk, d: 'secret' }
    expect(() => importPublicKey(withPrivatePart)).toThrow('private member d')
  })

  it('is public', () => {
    expect(importPublicKey(makeTestSigner('EdDSA').jwk).type).toBe('public')
  })
})
