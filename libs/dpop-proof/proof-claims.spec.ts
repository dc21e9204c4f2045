import { createHash } from 'node:crypto'
import { accessToken, ath, jkt, proofWith, refusedBy, url, verify } from './fixtures/test-proof'

describe('the claims of a proof', () => {
  const wrongTypes = [undefined, null, '', 1.5, [], {}]

  it.each(['jti', 'htm', 'htu', 'iat'].flatMap((name) => wrongTypes.map((value) => ({ name, value }))))(
    'must have $name in its type, not $value (RFC9449-4.3-3, SEC-88, SEC-99, SEC-100)',
    async ({ name, value }) => {
      await expect(verify(proofWith({ [name]: value }))).rejects.toMatchObject(refusedBy('parse-proof-claims'))
    },
  )

  it.each(wrongTypes.map((value) => [value]))(
    'must have ath where an access token is presented, not %j (RFC9449-4.3-12, SEC-88, SEC-105)',
    async (value) => {
      const verified = verify(proofWith({ ath: value }), { requireAth: true, accessToken })
      await expect(verified).rejects.toMatchObject(refusedBy('parse-proof-claims'))
    },
  )

  it.each([null, '', 1, []])('may not have the nonce %j (RFC9449-4.2, SEC-351)', async (nonce) => {
    await expect(verify(proofWith({ nonce }))).rejects.toMatchObject(refusedBy('parse-proof-claims'))
  })

  it('have a jti of at most 256 characters (SEC-103)', async () => {
    await expect(verify(proofWith({ jti: 'j'.repeat(256) }))).resolves.toBeDefined()
    await expect(verify(proofWith({ jti: 'j'.repeat(257) }))).rejects.toMatchObject(refusedBy('parse-proof-claims'))
  })

  it.each(['GET', 'post', 'PUT', 'POST '])('name the method by case, not %j (RFC9449-4.3-8, SEC-95)', async (htm) => {
    await expect(verify(proofWith({ htm }))).rejects.toMatchObject(refusedBy('check-proof-method'))
  })

  it.each([`${url}?a=b`, `${url}#x`, 'HTTPS://AS.EXAMPLE.COM:443/token'])('may name the URL as %s (RFC9449-4.3-9, SEC-98)', async (htu) => {
    await expect(verify(proofWith({ htu }))).resolves.toBeDefined()
    await expect(verify(proofWith(), { url: `${url}?q` })).resolves.toBeDefined()
  })

  it.each([
    'https://as.example.com/par',
    'https://as.example.com/Token',
    'https://as.example.com/token/',
    'https://other.example.com/token',
    'http://as.example.com/token',
    'http://node:3000/token',
    'https://u:p@as.example.com/token',
    '/token',
    `${url}?${'a'.repeat(2048)}`,
  ])('name no other URL: %s (RFC9449-4.3-9, SEC-96, SEC-97, SEC-99)', async (htu) => {
    await expect(verify(proofWith({ htu }))).rejects.toMatchObject({ ...refusedBy('check-proof-url'), evidence: { expected: url } })
  })

  it('match the access token (RFC9449-4.3-12, SEC-105)', async () => {
    await expect(verify(proofWith({ ath }), { requireAth: true, accessToken })).resolves.toBeDefined()
  })

  it.each([`${ath}=`, createHash('sha256').update(accessToken).digest('hex'), ath.toLowerCase(), jkt])(
    'match no other access token: %s (RFC9449-4.3-12, SEC-105)',
    async (wrong) => {
      const verified = verify(proofWith({ ath: wrong }), { requireAth: true, accessToken })
      await expect(verified).rejects.toMatchObject(refusedBy('check-proof-access-token'))
    },
  )

  it('may have ath where no access token is presented (RFC9449-4.2)', async () => {
    await expect(verify(proofWith({ ath }))).resolves.toBeDefined()
  })
})
