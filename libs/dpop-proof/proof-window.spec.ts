import { isFreshDpopNonce, issueDpopNonce } from '../dpop-nonce/dpop-nonce'
import { checkProofBinding } from './check-proof-binding'
import { ath, jkt, now, proofWith, refusedBy, verify } from './fixtures/test-proof'

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

  it.each([0, 60, -300, 3600, -3600, -now])(
    'may be iat %i seconds from now with a fresh nonce, which dates it better than its clock (RFC9449-8, RFC9449-11.1, dpop-negative-tests)',
    async (seconds) => {
      await expect(verify(proofWith({ iat: now + seconds, nonce: 'fresh' }))).resolves.toMatchObject({ nonce: 'fresh' })
    },
  )

  it('leaves no gap between the end of the replay mark and the end of the proof (RFC9449-11.1, SEC-102)', async () => {
    const proof = proofWith({ iat: now + 59 })
    const { endsAt } = await verify(proof)
    await expect(verify(proof, { now: endsAt - 1 })).resolves.toBeDefined()
    await expect(verify(proof, { now: endsAt })).rejects.toMatchObject(refusal)
  })

  it('leaves no gap between the end of the replay mark and the end of the nonce, whenever in its life it was used (RFC9449-11.1, SEC-102)', async () => {
    const key = Buffer.alloc(32, 1)
    for (const ahead of [-60, 0, 60, 240])
      for (let second = 0; second < 60; second += 7) {
        const [given, used] = [now + second, now + second + Math.max(0, ahead)]
        const nonce = issueDpopNonce(key, given - Math.min(0, ahead))
        const accepted = (time: number) =>
          verify(proofWith({ nonce }), { now: time, hasFreshNonce: (one) => isFreshDpopNonce(key, one, time) })
        const { endsAt } = await accepted(used)
        await expect(accepted(endsAt)).rejects.toMatchObject(needsNonce)
      }
  })
})

describe('the lifetime that a proof gives itself', () => {
  const refusal = refusedBy('check-proof-lifetime')

  it.each([{ exp: now + 1 }, { nbf: now }, { nbf: now - 60, exp: now + 300 }, { exp: now - 9.5 }, { nbf: now + 10 }])(
    'may be %j (RFC7519-4.1, SEC-127, check-dpop-proof-nbf-exp)',
    async (claims) => {
      await expect(verify(proofWith(claims))).resolves.toBeDefined()
    },
  )

  it.each([{ exp: now - 10 }, { exp: 0 }, { nbf: now + 11 }, { nbf: now + 1e9 }])(
    'is kept, with and without a fresh nonce: %j (RFC7519-4.1, SEC-127)',
    async (claims) => {
      await expect(verify(proofWith(claims))).rejects.toMatchObject(refusal)
      await expect(verify(proofWith({ ...claims, nonce: 'fresh' }))).rejects.toMatchObject(refusal)
    },
  )

  it.each(['soon', null, [], {}])('is a number, not %j (RFC7519-4.1)', async (time) => {
    for (const name of ['exp', 'nbf'])
      await expect(verify(proofWith({ [name]: time }))).rejects.toMatchObject(refusedBy('parse-proof-claims'))
  })
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
