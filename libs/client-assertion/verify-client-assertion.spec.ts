import { encodePart, makeTestSigner } from '../jws/fixtures/test-signer'
import type { AssertionRules } from './assertion-rules'
import { readAssertionKeyId } from './read-assertion-key-id'
import { readAssertionSubject } from './read-assertion-subject'
import { verifyClientAssertion } from './verify-client-assertion'

const now = 1_800_000_000
const issuer = 'https://as.example.com'
const signer = makeTestSigner('ES256')
const rsa = makeTestSigner('RS256')
const keys = [{ ...signer.jwk, kid: 'a' }]
const rules: AssertionRules = {
  clientId: 'app',
  issuer,
  keys,
  algorithms: ['PS256', 'ES256', 'EdDSA'],
  now,
  clockSkewSeconds: 10,
  maxLifetimeSeconds: 600,
}
const claims = { iss: 'app', sub: 'app', aud: issuer, jti: 'j1', iat: now, nbf: now, exp: now + 60 }

const assertionWith = (changed: object, header: object = {}) => signer.sign({ kid: 'a', ...header }, { ...claims, ...changed })
const verify = (assertion: string, changed: Partial<AssertionRules> = {}) => verifyClientAssertion({ ...rules, ...changed, assertion })
const refusedBy = (check: string) => ({ code: 'invalid_client', status: 401, refusal: { check } })

describe('a client assertion', () => {
  it('is accepted and named by its jti until it is too old (RFC7523-3, OIDCC-9)', async () => {
    expect(await verify(assertionWith({}))).toEqual({ jti: 'j1', expiresAt: now + 70 })
  })

  it('is marked until the whole second after which it is refused (SEC-140)', async () => {
    const assertion = assertionWith({ exp: now + 60.5 })
    const { expiresAt } = await verify(assertion)
    expect(expiresAt).toBe(now + 71)
    await expect(verify(assertion, { now: expiresAt })).rejects.toMatchObject(refusedBy('check-assertion-times'))
  })

  it.each(['garbage', '', 'a.b', `${encodePart({ alg: 'ES256', crit: ['x'] })}.${encodePart(claims)}.AA`])(
    'is refused as %j (RFC7515-7.1, SEC-344, SEC-342)',
    async (assertion) => {
      await expect(verify(assertion)).rejects.toMatchObject(refusedBy('parse-assertion'))
    },
  )

  it('is refused with a claim that stands twice (RFC7519-4, SEC-350)', async () => {
    const assertion = signer.sign({}, JSON.stringify(claims).replace('{', '{"sub":"other",'))
    await expect(verify(assertion)).rejects.toMatchObject({ evidence: { reason: 'the client assertion: a member name stands twice' } })
  })
})

describe('the type of an assertion', () => {
  it.each(['JWT', 'jwt', 'client-authentication+jwt', 'application/client-authentication+jwt'])('may be %s (RFC7523BIS-4)', async (typ) => {
    await expect(verify(assertionWith({}, { typ }))).resolves.toMatchObject({ jti: 'j1' })
  })

  it.each(['oauth-authz-req+jwt', 'dpop+jwt', 'at+jwt', 'logout+jwt', ''])('is not %j (RFC9101-10.8, SEC-136, SEC-182)', async (typ) => {
    await expect(verify(assertionWith({}, { typ }))).rejects.toMatchObject(refusedBy('check-assertion-type'))
  })
})

describe('the signature of an assertion', () => {
  it('is not RS256 where the client may not use it (FAPI2-SP-FINAL-5.4.1-1, SEC-54, SEC-142)', async () => {
    await expect(verify(rsa.sign({}, claims), { keys: [{ ...rsa.jwk, kid: 'r' }] })).rejects.toMatchObject({
      ...refusedBy('check-assertion-algorithm'),
      evidence: { expected: 'PS256 ES256 EdDSA', received: 'RS256' },
    })
  })

  it.each(['none', 'HS256'])('is not %s (RFC8725-3.1, SEC-55, SEC-142)', async (alg) => {
    await expect(verify(assertionWith({}, { alg }))).rejects.toMatchObject(refusedBy('check-assertion-algorithm'))
  })

  it('is of a key of this client, not of one in the header (RFC8725-3.10, SEC-345)', async () => {
    const other = makeTestSigner('ES256')
    await expect(verify(other.sign({ kid: 'a', jwk: other.jwk }, claims))).rejects.toMatchObject({
      ...refusedBy('check-assertion-signature'),
      evidence: { reason: 'the signature of the client assertion does not verify', received: 'alg ES256, kid a' },
    })
  })

  it.each(['b', '../../etc/passwd', "' OR 1=1--", 'k'.repeat(5000)])('is not looked for under an unknown kid (SEC-143) %#', async (kid) => {
    const refusal = await verify(assertionWith({}, { kid })).catch((error: unknown) => error)
    expect(refusal).toMatchObject({
      ...refusedBy('check-assertion-signature'),
      evidence: { reason: 'the client has no key for this assertion' },
    })
    expect(JSON.stringify(refusal).length).toBeLessThan(1000)
  })

  it('is found among all fitting keys where there is no kid, the first ten alone (SEC-144)', async () => {
    const others = Array.from({ length: 10 }, () => makeTestSigner('ES256').jwk)
    await expect(verify(signer.sign({}, claims), { keys: [...others.slice(1), ...keys] })).resolves.toBeDefined()
    await expect(verify(signer.sign({}, claims), { keys: [...others, ...keys] })).rejects.toMatchObject(
      refusedBy('check-assertion-signature'),
    )
  })

  it('is judged before what the assertion says (SEC-141)', async () => {
    const forged = makeTestSigner('ES256').sign({ kid: 'a' }, { ...claims, aud: 'https://evil.example' })
    await expect(verify(forged)).rejects.toMatchObject(refusedBy('check-assertion-signature'))
  })
})

describe('who an assertion speaks of', () => {
  it.each([
    [{ sub: undefined }],
    [{ iss: undefined }],
    [{ sub: 'other' }],
    [{ iss: 'other' }],
    [{ iss: 'other', sub: 'other' }],
    [{ sub: {} }],
    [{ iss: ['app'] }],
    [{ sub: null }],
  ])('is the client alone, not %j (RFC7523-3, SEC-135, SEC-351, SEC-352)', async (changed) => {
    await expect(verify(assertionWith(changed))).rejects.toMatchObject(refusedBy('check-assertion-subject'))
  })
})

describe('the audience of an assertion', () => {
  it.each([
    [undefined],
    [null],
    [1],
    [[issuer]],
    [[issuer, 'https://other.example.com']],
    [`${issuer}/`],
    [`${issuer}/token`],
    [`${issuer}/par`],
    ['https://AS.example.com'],
    ['https://evil.example'],
    [{}],
  ])('is the issuer as one string, not %j (FAPI2-SP-FINAL-5.3.2.1-8, SEC-134, SEC-66)', async (aud) => {
    await expect(verify(assertionWith({ aud }))).rejects.toMatchObject({
      ...refusedBy('check-assertion-audience'),
      evidence: { expected: issuer },
    })
  })

  it.each([issuer, [issuer], `${issuer}/token`, [`${issuer}/token`]])(
    'is for OpenID Connect an endpoint too, alone: %j (OIDCC-9)',
    async (aud) => {
      await expect(verify(assertionWith({ aud }), { endpoints: [`${issuer}/token`] })).resolves.toBeDefined()
    },
  )

  it.each([[`${issuer}/par`], [[issuer, `${issuer}/token`]], [[]], [['https://evil.example']], [[[issuer]]], [null]])(
    'is no other address, and no longer list: %j (OIDCC-9, SEC-134)',
    async (aud) => {
      await expect(verify(assertionWith({ aud }), { endpoints: [`${issuer}/token`] })).rejects.toMatchObject(
        refusedBy('check-assertion-audience'),
      )
    },
  )
})

describe('the times of an assertion', () => {
  const refusal = refusedBy('check-assertion-times')

  it.each([
    ['exp is 600 ahead', { exp: now + 600 }],
    ['exp has just passed by a slow clock', { exp: now - 9 }],
    ['iat and nbf are 8 ahead', { iat: now + 8, nbf: now + 8, exp: now + 68 }],
    ['iat and nbf are 10 ahead', { iat: now + 10, nbf: now + 10 }],
    ['iat and nbf are 59 ahead', { iat: now + 59, nbf: now + 59 }],
    ['iat and nbf are absent', { iat: undefined, nbf: undefined }],
    ['times have fractions', { iat: now - 0.5, exp: now + 59.5 }],
    ['iat is ten minutes old', { iat: now - 610 }],
  ])('are accepted where %s (FAPI2-SP-FINAL-5.3.2.1-13, SEC-25)', async (_case, changed) => {
    await expect(verify(assertionWith(changed))).resolves.toBeDefined()
  })

  it.each([
    ['exp is absent', { exp: undefined }],
    ['exp is five minutes ago', { exp: now - 300 }],
    ['exp passed ten seconds ago', { exp: now - 10 }],
    ['exp is a string', { exp: String(now + 60) }],
    ['exp is null', { exp: null }],
    ['exp is 601 ahead', { exp: now + 601 }],
    ['exp is two days ahead', { exp: now + 172_800 }],
    ['exp is beyond all numbers', { exp: 2 ** 53 }],
    ['iat is 60 ahead', { iat: now + 60 }],
    ['nbf is 61 ahead', { nbf: now + 61, exp: now + 121 }],
    ['nbf is an hour ahead', { nbf: now + 3600 }],
    ['iat is two hours old', { iat: now - 7200 }],
    ['iat is a string', { iat: 'now' }],
    ['nbf is null', { nbf: null }],
  ])('are refused where %s (RFC7523-3, SEC-137, SEC-138, SEC-139, SEC-25, SEC-352)', async (_case, changed) => {
    await expect(verify(assertionWith(changed))).rejects.toMatchObject(refusal)
  })

  it('are refused where exp is infinite (SEC-138)', async () => {
    const json = JSON.stringify(claims).replace(/"exp":\d+/, '"exp":1e400')
    await expect(verify(signer.sign({}, json))).rejects.toMatchObject(refusal)
  })

  it('allow ten seconds of clock skew unless told (FAPI2-SP-FINAL-5.3.2.1-13)', async () => {
    const { clockSkewSeconds: _, ...untold } = rules
    await expect(verifyClientAssertion({ ...untold, assertion: assertionWith({}) })).resolves.toMatchObject({ expiresAt: now + 70 })
  })
})

describe('the jti of an assertion', () => {
  it.each([[undefined], [null], [''], [1], [{}], ['j'.repeat(257)]])(
    'is text of 1 to 256 characters, not %j (OIDCC-9, SEC-140, SEC-351)',
    async (jti) => {
      await expect(verify(assertionWith({ jti }))).rejects.toMatchObject(refusedBy('check-assertion-id'))
    },
  )

  it('may have 256 characters (OIDCC-9)', async () => {
    await expect(verify(assertionWith({ jti: 'j'.repeat(256) }))).resolves.toBeDefined()
  })
})

describe('a look at an unverified assertion', () => {
  it('finds its sub and kid (RFC7521-4.2)', () => {
    expect(readAssertionSubject(assertionWith({}))).toBe('app')
    expect(readAssertionKeyId(assertionWith({}))).toBe('a')
  })

  it('finds nothing where there is none, or no assertion at all (RFC7521-4.2)', () => {
    expect(readAssertionSubject(assertionWith({ sub: 1 }))).toBeUndefined()
    expect(readAssertionSubject('garbage')).toBeUndefined()
    expect(readAssertionKeyId(signer.sign({}, claims))).toBeUndefined()
    expect(readAssertionKeyId('garbage')).toBeUndefined()
  })
})
