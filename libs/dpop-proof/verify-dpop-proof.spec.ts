import { jwkThumbprint } from '../jwk/jwk-thumbprint'
import { encodePart, makeTestSigner } from '../jws/fixtures/test-signer'
import { claims, jkt, now, proofWith, refusedBy, signer, verify } from './fixtures/test-proof'

describe('a DPoP proof', () => {
  it('names the key, its jti and its time (RFC9449-4.3)', async () => {
    expect(await verify(proofWith())).toEqual({ jkt, jti: 'j1', issuedAt: now, endsAt: now + 61 })
  })

  it.each(['PS256', 'EdDSA'] as const)('may be signed with %s (RFC9449-4.3-5)', async (alg) => {
    const other = makeTestSigner(alg)
    await expect(verify(other.sign({ typ: 'dpop+jwt', jwk: other.jwk }, claims))).resolves.toMatchObject({ jkt: jwkThumbprint(other.jwk) })
  })

  it('may hold more than it must, kid, nbf and exp included (RFC9449-4.2, SEC-128, SEC-127)', async () => {
    const proof = proofWith(
      { foo: 1, nbf: now, exp: now + 300 },
      { kid: 'a', foo: 1, jwk: { ...signer.jwk, kid: 'b', use: 'sig', foo: 1 } },
    )
    await expect(verify(proof)).resolves.toMatchObject({ jkt })
  })

  it('verifies the example of RFC 9449 (RFC9449-4.3)', async () => {
    const proof =
      'eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19.eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg'
    const verified = await verify(proof, { url: 'https://server.example.com/token', now: 1_562_262_616 })
    expect(verified).toEqual({
      jkt: '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I',
      jti: '-BwC3ESc6acc2lTc',
      issuedAt: 1_562_262_616,
      endsAt: 1_562_262_677,
    })
  })
})

describe('the form of a proof', () => {
  it('is one header with one proof (RFC9449-4.3-1, SEC-86)', async () => {
    await expect(verify(`${proofWith()}, ${proofWith()}`)).rejects.toMatchObject(refusedBy('check-single-proof'))
    await expect(verify(`${proofWith()},`)).rejects.toMatchObject(refusedBy('check-single-proof'))
  })

  it.each([
    ['garbage', 'garbage'],
    ['two parts', 'a.b'],
    ['a JWE', 'a.b.c.d.e'],
    ['a trailing space', `${proofWith()} `],
    ['a newline', `${proofWith()}\n`],
    ['padding', `${proofWith()}=`],
    ['capitals', proofWith().toUpperCase()],
    ['crit', proofWith({}, { crit: ['foo'] })],
    ['b64', proofWith({}, { b64: false })],
    ['a repeated claim', signer.sign({ typ: 'dpop+jwt', jwk: signer.jwk }, JSON.stringify(claims).replace('{', '{"jti":"x",'))],
  ])('is a well-formed JWT, not %s (RFC9449-4.3-2, SEC-87, SEC-128, SEC-350)', async (_form, proof) => {
    await expect(verify(proof)).rejects.toMatchObject(refusedBy('parse-proof'))
  })

  it.each([8192, 16_384, 1_000_000])('is at most 8000 bytes, not %i, and that is seen before it is read (SEC-129)', async (length) => {
    await expect(verify(proofWith({ pad: 'p'.repeat(length) }))).rejects.toMatchObject(refusedBy('parse-proof'))
    await expect(verify('.'.repeat(length))).rejects.toThrow('the token is longer than 8000 bytes')
  })

  it.each([undefined, 'JWT', 'at+jwt', 'application/dpop+jwt', 'DPoP+JWT'])(
    'has typ dpop+jwt, not %j (RFC9449-11.5, RFC8725-3.11, RFC9449-4.3-4, SEC-89)',
    async (typ) => {
      await expect(verify(proofWith({}, { typ }))).rejects.toMatchObject(refusedBy('check-proof-type'))
    },
  )

  it.each([null, 1, [], {}])('has typ and alg as text, not %j (RFC9449-4.3-3, SEC-88)', async (value) => {
    await expect(verify(proofWith({}, { typ: value }))).rejects.toMatchObject(refusedBy('parse-proof'))
    await expect(verify(proofWith({}, { alg: value }))).rejects.toMatchObject(refusedBy('parse-proof'))
  })

  it.each(['none', 'HS256', 'HS512', 'RS256', 'ES384', ''])(
    'is not signed with %j (RFC9449-11.6, RFC9449-4.3-5, SEC-90, SEC-54)',
    async (alg) => {
      await expect(verify(proofWith({}, { alg }))).rejects.toMatchObject(refusedBy('check-proof-algorithm'))
    },
  )
})

describe('the key of a proof', () => {
  const refusal = refusedBy('parse-proof-key')

  it.each([[undefined], [null], ['key'], [[signer.jwk]], [{}], [1]])(
    'is a JSON object, not %j (RFC9449-4.3-3, SEC-88, SEC-94)',
    async (jwk) => {
      await expect(verify(proofWith({}, { jwk }))).rejects.toMatchObject(refusal)
    },
  )

  it('has no private part, and no error repeats it (RFC9449-4.3-7, SEC-92)', async () => {
    const privateJwk = signer.privateKey.export({ format: 'jwk' })
    const error: unknown = await verify(proofWith({}, { jwk: privateJwk })).catch((refused: unknown) => refused)
    expect(error).toMatchObject({ ...refusal, description: 'jwk of the proof is not acceptable: the key carries the private member d' })
    expect(`${JSON.stringify(error)}${String(error)}`).not.toContain(privateJwk.d)
  })

  it.each([
    ['symmetric', { kty: 'oct', k: 'AAAA' }, 'ES256'],
    ['off its curve', { ...signer.jwk, y: signer.jwk.x }, 'ES256'],
    ['on another curve', { ...signer.jwk, crv: 'P-384' }, 'ES256'],
    ['of another type than its alg', makeTestSigner('PS256').jwk, 'ES256'],
    ['of another alg than the header', { ...makeTestSigner('PS256').jwk, alg: 'RS256' }, 'PS256'],
    ['all zero', { kty: 'OKP', crv: 'Ed25519', x: Buffer.alloc(32).toString('base64url') }, 'EdDSA'],
    ['short', { kty: 'RSA', e: 'AQAB', n: Buffer.alloc(128, 0xff).toString('base64url') }, 'PS256'],
  ])('is not %s (FAPI2-SP-FINAL-5.4.1-2, RFC9449-4.2, RFC8725-3.4, SEC-93, SEC-94, SEC-56)', async (_kind, jwk, alg) => {
    await expect(verify(proofWith({}, { jwk, alg }))).rejects.toMatchObject(refusal)
  })
})

describe('the signature of a proof', () => {
  const refusal = refusedBy('check-proof-signature')

  it('is made with the key in the proof (RFC9449-4.3-6, SEC-91)', async () => {
    await expect(verify(proofWith({}, { jwk: makeTestSigner('ES256').jwk }))).rejects.toMatchObject(refusal)
  })

  it('covers every bit (RFC9449-4.3-6, SEC-91)', async () => {
    const [header, , signature] = proofWith().split('.')
    await expect(verify(`${header}.${encodePart({ ...claims, jti: 'j2' })}.${signature}`)).rejects.toMatchObject(refusal)
    await expect(verify(`${header}.${encodePart(claims)}.${Buffer.alloc(64).toString('base64url')}`)).rejects.toMatchObject(refusal)
  })

  it('is not of a key that is for encryption (RFC7517-4.2, SEC-62)', async () => {
    await expect(verify(proofWith({}, { jwk: { ...signer.jwk, use: 'enc' } }))).rejects.toMatchObject(refusal)
  })

  it('is judged before method, URL, nonce and age (SEC-103)', async () => {
    const forged = proofWith({ htm: 'GET', htu: 'https://evil.example', iat: 1, nonce: 'stale' }, { jwk: makeTestSigner('ES256').jwk })
    await expect(verify(forged)).rejects.toMatchObject(refusal)
  })
})
