import { createHmac, sign } from 'node:crypto'
import { CompactSign } from 'jose'
import { encodePart, makeTestSigner } from './fixtures/test-signer'
import { verifyJws } from './verify-jws'

const algorithms = ['ES256', 'PS256', 'EdDSA', 'RS256']
const ec = makeTestSigner('ES256')
const rsa = makeTestSigner('PS256')
const ed = makeTestSigner('EdDSA')
const withSignature = (token: string, signature: Buffer) => `${token.split('.').slice(0, 2).join('.')}.${signature.toString('base64url')}`
const inputOf = (token: string) => Buffer.from(token.split('.').slice(0, 2).join('.'))

describe('the verification of a JWS', () => {
  it.each(['ES256', 'PS256', 'RS256', 'EdDSA'] as const)('accepts %s of an independent library (RFC7518-3, RFC8037-3.1)', async (alg) => {
    const { jwk, privateKey } = makeTestSigner(alg)
    const token = await new CompactSign(Buffer.from('{"sub":"alice"}')).setProtectedHeader({ alg, kid: 'a' }).sign(privateKey)
    const verified = await verifyJws(token, { keys: [ec.jwk, jwk], algorithms })
    expect(verified).toEqual({ header: { alg, kid: 'a' }, payload: { sub: 'alice' }, key: jwk })
  })

  it('verifies the example of RFC 8037, were its payload JSON (RFC8037-3.1)', async () => {
    const token =
      'eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg'
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }
    const [header = '', payload = '', signature = ''] = token.split('.')
    const jws = {
      header: { alg: 'EdDSA' },
      payload: {},
      signingInput: `${header}.${payload}`,
      signature: Buffer.from(signature, 'base64url'),
    }
    await expect(verifyJws(jws, { keys: [jwk], algorithms })).resolves.toMatchObject({ key: jwk })
  })

  it('takes the names EdDSA and Ed25519 for one algorithm (RFC9864-2.2)', async () => {
    const token = ed.sign({ alg: 'Ed25519' }, {})
    await expect(verifyJws(token, { keys: [ed.jwk], algorithms: ['EdDSA'] })).resolves.toMatchObject({ header: { alg: 'Ed25519' } })
    await expect(verifyJws(ed.sign({}, {}), { keys: [ed.jwk], algorithms: ['Ed25519'] })).resolves.toBeDefined()
  })

  it.each(['none', 'None', 'NONE', 'nOnE', 'HS256', 'ES384', 'ES256K', '', 'constructor'])(
    'refuses alg %j whatever the signature (FAPI2-SP-FINAL-5.4.1-1.1, FAPI2-SP-FINAL-5.4.1-1.3, RFC8725-3.1, SEC-55)',
    async (alg) => {
      const unsigned = `${encodePart({ alg })}.${encodePart({})}.`
      await expect(verifyJws(unsigned, { keys: [ec.jwk], algorithms })).rejects.toThrow('the algorithm is not accepted')
      await expect(verifyJws(ec.sign({ alg }, {}), { keys: [ec.jwk], algorithms })).rejects.toThrow('the algorithm is not accepted')
    },
  )

  it('refuses an algorithm that is not on the list (FAPI2-SP-FINAL-5.4.1-1, SEC-54)', async () => {
    const { jwk, sign: signRs256 } = makeTestSigner('RS256')
    await expect(verifyJws(signRs256({}, {}), { keys: [jwk], algorithms: ['PS256'] })).rejects.toThrow('the algorithm is not accepted')
  })

  it('cannot be led to use a public key as a MAC secret, even by a list that allows it (RFC8725-3.1, SEC-142)', async () => {
    const input = `${encodePart({ alg: 'HS256' })}.${encodePart({})}`
    const mac = createHmac('sha256', JSON.stringify(ec.jwk)).update(input).digest('base64url')
    await expect(verifyJws(`${input}.${mac}`, { keys: [ec.jwk], algorithms: ['HS256'] })).rejects.toThrow('no key fits')
  })

  it('refuses a key of another type or pinned to another algorithm (RFC8725-3.1, SEC-142)', async () => {
    await expect(verifyJws(ec.sign({}, {}), { keys: [rsa.jwk, ed.jwk], algorithms })).rejects.toThrow('no key fits')
    await expect(verifyJws(rsa.sign({}, {}), { keys: [{ ...rsa.jwk, alg: 'RS256' }], algorithms })).rejects.toThrow('no key fits')
  })

  it.each([ec, rsa, ed])('refuses one bit turned: $alg (RFC7515-5.2, SEC-91)', async ({ jwk, sign: signToken }) => {
    const token = signToken({}, { sub: 'alice' })
    const bytes = Buffer.from(token.split('.')[2] ?? '', 'base64url')
    bytes[9] = (bytes[9] ?? 0) ^ 1
    await expect(verifyJws(withSignature(token, bytes), { keys: [jwk], algorithms })).rejects.toThrow('the signature does not verify')
  })

  it('refuses a signature made by another key of the same type (RFC7515-5.2, SEC-91)', async () => {
    await expect(verifyJws(makeTestSigner('ES256').sign({}, {}), { keys: [ec.jwk], algorithms })).rejects.toThrow('does not verify')
  })

  it('never looks at keys in the header (FAPI2-SP-FINAL-5.4.2-2, RFC8725-3.10, SEC-345, SEC-60)', async () => {
    const attacker = makeTestSigner('ES256')
    const token = attacker.sign({ jwk: attacker.jwk, jku: 'https://canary.example', x5u: 'https://canary.example', x5c: ['AAAA'] }, {})
    await expect(verifyJws(token, { keys: [ec.jwk], algorithms })).rejects.toThrow('does not verify')
  })

  it('refuses ES256 in DER, of zeros, too long, too short or empty (RFC7518-3.4, SEC-347, SEC-91)', async () => {
    const token = ec.sign({}, {})
    const raw = Buffer.from(token.split('.')[2] ?? '', 'base64url')
    const der = sign('sha256', inputOf(token), ec.privateKey)
    const wrong = [der, Buffer.alloc(64), Buffer.concat([raw, Buffer.alloc(1)]), raw.subarray(1), Buffer.alloc(0)]
    const refusals = await Promise.allSettled(wrong.map((bytes) => verifyJws(withSignature(token, bytes), { keys: [ec.jwk], algorithms })))
    expect(refusals.map(({ status }) => status)).toEqual(wrong.map(() => 'rejected'))
  })

  it('refuses a PS256 signature whose salt is not as long as the hash (RFC7518-3.5)', async () => {
    const token = rsa.sign({}, {})
    const wrong = sign('sha256', inputOf(token), { key: rsa.privateKey, padding: 6, saltLength: 20 })
    await expect(verifyJws(withSignature(token, wrong), { keys: [rsa.jwk], algorithms })).rejects.toThrow('does not verify')
  })

  it('refuses what a low-order Ed25519 key would let pass (RFC8725-3.4, SEC-347)', async () => {
    const neutral = Buffer.alloc(32)
    neutral[0] = 1
    const token = withSignature(ed.sign({}, {}), Buffer.concat([neutral, Buffer.alloc(32)]))
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: neutral.toString('base64url') }
    await expect(verifyJws(token, { keys: [jwk], algorithms })).rejects.toThrow('does not verify')
  })

  it('passes over an unfit key in the set (RFC7517-5, SEC-56)', async () => {
    const small = { ...rsa.jwk, n: Buffer.alloc(128, 0xff).toString('base64url') }
    await expect(verifyJws(rsa.sign({}, {}), { keys: [small, rsa.jwk], algorithms })).resolves.toMatchObject({ key: rsa.jwk })
    await expect(verifyJws(rsa.sign({}, {}), { keys: [small], algorithms })).rejects.toThrow('does not verify')
  })
})
