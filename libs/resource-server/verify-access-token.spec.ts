import { makeTestSigner } from '../jws/fixtures/test-signer'
import type { AccessTokenRules } from './access-token-rules'
import { claims, issuer, jkt, now, refusedBy, rules, server, tokenWith } from './fixtures/test-access-token'
import { readAccessTokenKeyId } from './read-access-token-key-id'
import { verifyAccessToken } from './verify-access-token'

const verify = (token: string, changed: Partial<AccessTokenRules> = {}) => verifyAccessToken(token, { ...rules, ...changed })

describe('an access token at a resource server', () => {
  it('tells whose it is, what it allows, and which key it is bound to (RFC9068-4, RFC9068-2.2, RFC9449-6.1)', async () => {
    expect(await verify(tokenWith())).toEqual({
      sub: 'a-person',
      clientId: 'app',
      jti: 't1',
      scopes: ['openid', 'payments'],
      issuedAt: now - 60,
      expiresAt: now + 240,
      jkt,
      claims,
    })
  })

  it('may be bound to no key, and allow nothing by scope (RFC9068-2.2.3)', async () => {
    expect(await verify(tokenWith({ cnf: undefined, scope: undefined }))).toMatchObject({ jkt: undefined, scopes: [] })
  })

  it.each(['PS256', 'EdDSA'] as const)('may be signed with %s (RFC9068-4)', async (alg) => {
    const other = makeTestSigner(alg)
    await expect(verify(tokenWith({}, { kid: undefined }, other), { keys: [other.jwk] })).resolves.toBeDefined()
  })

  it.each(['garbage', '', 'a.b', 'a.b.c.d.e', `${tokenWith()}=`, `${tokenWith()} `])(
    'is one signed JWT, read by the letter, not %j (RFC9068-2, RFC7515-7.1, RFC7519-4)',
    async (token) => {
      await expect(verify(token)).rejects.toMatchObject(refusedBy('parse-access-token'))
    },
  )
})

describe('the type of an access token', () => {
  it.each(['at+jwt', 'AT+JWT', 'application/at+jwt'])('may be written %s (RFC9068-4)', async (typ) => {
    await expect(verify(tokenWith({}, { typ }))).resolves.toBeDefined()
  })

  it.each([undefined, 'JWT', 'jwt', 'dpop+jwt', 'logout+jwt', ''])(
    'is not %j: an ID token opens nothing (RFC9068-4, RFC8725-3.11, SEC-50, SEC-230)',
    async (typ) => {
      await expect(verify(tokenWith({}, { typ }))).rejects.toMatchObject(refusedBy('check-access-token-type'))
    },
  )
})

describe('the signature of an access token', () => {
  const refusal = refusedBy('check-access-token-signature')

  it('is of a key of the issuer, not of one in the header (RFC8725-3.10, SEC-345)', async () => {
    const other = makeTestSigner('ES256')
    await expect(verify(tokenWith({}, { jwk: other.jwk }, other))).rejects.toMatchObject(refusal)
    await expect(verify(tokenWith(), { keys: [] })).rejects.toMatchObject(refusal)
    await expect(verify(tokenWith({}, { kid: 'k2' }))).rejects.toMatchObject(refusal)
  })

  it('covers every claim (RFC9068-4, FAPI2-SP-FINAL-5.3.4-3, SEC-50)', async () => {
    const [header, , signature] = tokenWith().split('.')
    const forged = Buffer.from(JSON.stringify({ ...claims, scope: 'openid payments admin' })).toString('base64url')
    await expect(verify(`${header}.${forged}.${signature}`)).rejects.toMatchObject(refusal)
  })

  it.each(['none', 'HS256', 'RS256'])('is not %s (RFC8725-3.1, SEC-55)', async (alg) => {
    await expect(verify(tokenWith({}, { alg }))).rejects.toMatchObject(refusal)
  })

  it('has an algorithm that the resource server was told to accept (RFC8725-3.1)', async () => {
    await expect(verify(tokenWith(), { algorithms: ['PS256'] })).rejects.toMatchObject(refusal)
  })
})

describe('what an access token says', () => {
  it.each([[undefined], [null], [`${issuer}/`], ['https://AS.example.com'], [[issuer]]])(
    'of its issuer is not %j (RFC9068-4)',
    async (iss) => {
      await expect(verify(tokenWith({ iss }))).rejects.toMatchObject(refusedBy('check-access-token-issuer'))
    },
  )

  it('of its audience may be one name (RFC9068-4)', async () => {
    await expect(verify(tokenWith({ aud: rules.audience }))).resolves.toBeDefined()
  })

  it.each([[undefined], [null], [issuer], [[issuer]], [[]], [`${rules.audience}/`], [[[rules.audience]]], [{}]])(
    'of its audience is not %j (RFC9068-4, RFC8707-2)',
    async (aud) => {
      await expect(verify(tokenWith({ aud }))).rejects.toMatchObject(refusedBy('check-access-token-audience'))
    },
  )

  it.each([
    ['exp is absent', { exp: undefined }],
    ['exp is text', { exp: String(now + 60) }],
    ['exp is null', { exp: null }],
    ['it has expired', { exp: now - 10 }],
    ['it is for later', { nbf: now + 11 }],
  ])('of its time is refused where %s (RFC9068-4, RFC7519-4.1, FAPI2-SP-FINAL-5.3.4-3)', async (_case, changed) => {
    await expect(verify(tokenWith(changed))).rejects.toMatchObject(refusedBy('check-access-token-times'))
  })

  it('of its time is read with ten seconds of clock skew, or what it is told (RFC9068-4)', async () => {
    await expect(verify(tokenWith({ exp: now - 9, nbf: now + 10 }))).resolves.toBeDefined()
    await expect(verify(tokenWith({ exp: now - 9 }), { clockSkewSeconds: 0 })).rejects.toMatchObject(refusedBy('check-access-token-times'))
  })

  it.each(['sub', 'client_id', 'jti', 'iat'])('holds %s (RFC9068-2.2)', async (name) => {
    for (const value of [undefined, null, '', {}, []])
      await expect(verify(tokenWith({ [name]: value }))).rejects.toMatchObject(refusedBy('parse-access-token-claims'))
  })

  it.each([[null], [{}], ['key'], [{ jkt: '' }], [{ jkt: 1 }], [{ 'x5t#S256': 'abc' }]])(
    'of a binding that nobody here can check makes no bearer token of it: %j (RFC7800-3.1, RFC9449-6.1)',
    async (cnf) => {
      await expect(verify(tokenWith({ cnf }))).rejects.toMatchObject(refusedBy('parse-access-token-claims'))
    },
  )
})

describe('a look at an unverified access token', () => {
  it('finds its kid, or nothing', () => {
    expect(readAccessTokenKeyId(tokenWith())).toBe('k1')
    expect(readAccessTokenKeyId(server.sign({}, {}))).toBeUndefined()
    expect(readAccessTokenKeyId('garbage')).toBeUndefined()
  })
})
