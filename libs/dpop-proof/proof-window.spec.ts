import { checkProofBinding } from './check-proof-binding'
import { ath, jkt, now, proofWith, refusedBy, rules, verify } from './fixtures/test-proof'
import { replayMarkEnd } from './proof-window'

const needsNonce = { code: 'use_dpop_nonce', status: 400, refusal: { check: 'check-proof-nonce' } }

describe('the age of a proof', () => {
  const refusal = refusedBy('check-proof-age')

  it.each([0, 10, -10, 59, -59, -60])(
    'may be iat %i seconds from now (RFC9449-4.3-11, FAPI2-SP-FINAL-5.3.2.1-13, SEC-100, SEC-25)',
    async (seconds) => {
      await expect(verify(proofWith({ iat: now + seconds }))).resolves.toMatchObject({ issuedAt: now + seconds })
    },
  )

  it.each([60, 61, 3600, -61, -3600, -now, -now - 1])(
    'may not be iat %i seconds from now (RFC9449-4.3-11, SEC-100, SEC-25)',
    async (seconds) => {
      await expect(verify(proofWith({ iat: now + seconds }))).rejects.toMatchObject(refusal)
    },
  )

  it.each([1e300, now + 0.5, String(now), 'now'])('is whole seconds, not %j (RFC9449-4.3-11, SEC-100)', async (iat) => {
    await expect(verify(proofWith({ iat }))).rejects.toMatchObject(refusedBy('parse-proof-claims'))
  })

  it.each([59, -300])('may be %i seconds off with a fresh nonce (RFC9449-8)', async (seconds) => {
    await expect(verify(proofWith({ iat: now + seconds, nonce: 'fresh' }))).resolves.toMatchObject({ nonce: 'fresh' })
  })

  it.each([301, -301])('may not be %i seconds off, even with a fresh nonce (RFC9449-11.1)', async (seconds) => {
    await expect(verify(proofWith({ iat: now + seconds, nonce: 'fresh' }))).rejects.toMatchObject(refusal)
  })

  it.each([{}, { nonce: 'fresh' }])(
    'leaves no gap between the end of the replay mark and the end of the proof: %j (RFC9449-11.1, SEC-102)',
    async (nonce) => {
      const proof = proofWith({ iat: now + 59, ...nonce })
      const end = replayMarkEnd(await verify(proof), rules.maxAgeSeconds)
      await expect(verify(proof, { now: end - 1 })).resolves.toBeDefined()
      await expect(verify(proof, { now: end })).rejects.toMatchObject(refusal)
    },
  )
})

describe('the nonce of a proof', () => {
  it('is asked for where it is required and absent (RFC9449-11.3, RFC9449-8, SEC-111, SEC-112)', async () => {
    await expect(verify(proofWith(), { nonceRequired: true })).rejects.toMatchObject(needsNonce)
    await expect(verify(proofWith({ nonce: 'fresh' }), { nonceRequired: true })).resolves.toMatchObject({ nonce: 'fresh' })
  })

  it('is asked for anew where it is stale or foreign, required or not (RFC9449-4.3-10, SEC-113, SEC-133)', async () => {
    await expect(verify(proofWith({ nonce: 'stale' }))).rejects.toMatchObject(needsNonce)
    await expect(verify(proofWith({ nonce: 'stale' }), { nonceRequired: true })).rejects.toMatchObject(needsNonce)
  })

  it('is asked for before the age is judged, so that a wrong clock can be helped (RFC9449-8, SEC-100)', async () => {
    await expect(verify(proofWith({ iat: now - 200 }), { nonceRequired: true })).rejects.toMatchObject(needsNonce)
  })
})

describe('the binding of a proof', () => {
  it('is to the key of the access token (RFC9449-4.3-12, SEC-106)', async () => {
    const proof = await verify(proofWith())
    expect(() => checkProofBinding(proof, jkt)).not.toThrow()
    expect(() => checkProofBinding(proof, ath)).toThrow(expect.objectContaining({ code: 'invalid_dpop_proof' }))
  })
})
