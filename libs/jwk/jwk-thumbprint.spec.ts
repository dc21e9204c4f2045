import { calculateJwkThumbprint } from 'jose'
import { makeTestSigner } from '../jws/fixtures/test-signer'
import { jwkThumbprint } from './jwk-thumbprint'

describe('the thumbprint of a key', () => {
  it('is that of the example in RFC 7638 (RFC7638-3.1)', () => {
    const n =
      '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw'
    expect(jwkThumbprint({ kty: 'RSA', n, e: 'AQAB', alg: 'RS256', kid: '2011-04-29' })).toBe('NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs')
  })

  it('is that of the example in RFC 8037 (RFC7638-3.2)', () => {
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }
    expect(jwkThumbprint(jwk)).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k')
  })

  it.each(['ES256', 'PS256', 'EdDSA'] as const)('is what an independent library computes for a key of %s (RFC9449-6.1)', async (alg) => {
    const { jwk } = makeTestSigner(alg)
    expect(jwkThumbprint(jwk)).toBe(await calculateJwkThumbprint(jwk))
  })

  it('does not change with further members or their order (RFC7638-3.2, SEC-127)', () => {
    const { jwk } = makeTestSigner('ES256')
    const reordered = Object.fromEntries(Object.entries({ ...jwk, kid: 'k', use: 'sig', alg: 'ES256', foo: 1 }).toReversed())
    expect(jwkThumbprint(reordered)).toBe(jwkThumbprint(jwk))
  })
})
