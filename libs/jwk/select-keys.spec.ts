import { makeTestSigner } from '../jws/fixtures/test-signer'
import { algorithmFitsKey } from './algorithms'
import { selectKeys } from './select-keys'

const ec = { ...makeTestSigner('ES256').jwk, kid: 'a' }
const rsa = { ...makeTestSigner('PS256').jwk, kid: 'a' }
const ed = { ...makeTestSigner('EdDSA').jwk, kid: 'b' }

describe('the choice of keys', () => {
  it('tells two keys of one kid apart by their type (FAPI2-SP-FINAL-5.4.3, SEC-62)', () => {
    expect(selectKeys([ec, rsa], { kid: 'a', alg: 'ES256' })).toEqual([ec])
    expect(selectKeys([ec, rsa], { kid: 'a', alg: 'PS256' })).toEqual([rsa])
  })

  it('takes all that fit where there is no kid (SEC-144)', () => {
    const other = makeTestSigner('ES256').jwk
    expect(selectKeys([ec, rsa, other, ed], { alg: 'ES256' })).toEqual([ec, other])
  })

  it('takes ten at most (SEC-144)', () => {
    expect(
      selectKeys(
        Array.from({ length: 500 }, () => ec),
        { alg: 'ES256' },
      ),
    ).toHaveLength(10)
  })

  it.each(['c', '../../etc/passwd', "' OR 1=1--", 'constructor', ''])(
    'finds nothing for the unknown kid %j (RFC8725-3.10, SEC-143)',
    (kid) => {
      expect(selectKeys([ec, rsa], { kid, alg: 'ES256' })).toEqual([])
    },
  )

  it('never takes a key that is for encryption, or not for verifying (SEC-62)', () => {
    expect(
      selectKeys(
        [
          { ...ec, use: 'enc' },
          { ...ec, key_ops: ['encrypt'] },
        ],
        { alg: 'ES256' },
      ),
    ).toEqual([])
    expect(selectKeys([{ ...ec, use: 'sig', key_ops: ['verify'] }], { alg: 'ES256' })).toHaveLength(1)
  })

  it('takes EdDSA and Ed25519 for one algorithm (RFC9864-2.2)', () => {
    expect(algorithmFitsKey('Ed25519', { ...ed, alg: 'EdDSA' })).toBe(true)
    expect(algorithmFitsKey('EdDSA', { ...ed, alg: 'Ed25519' })).toBe(true)
  })

  it.each([
    ['RS256', { ...rsa, alg: 'PS256' }],
    ['ES256', { ...ec, crv: 'P-384' }],
    ['EdDSA', { ...ed, crv: 'Ed448' }],
    ['HS256', { kty: 'oct' }],
    ['none', ec],
    ['constructor', ec],
  ])('does not fit %s with another key (RFC8725-3.1, SEC-142)', (alg, jwk) => {
    expect(algorithmFitsKey(alg, jwk)).toBe(false)
  })
})
