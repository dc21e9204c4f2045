import { randomBytes } from 'node:crypto'
import type { Request, Response } from 'express'
import { silentEvents } from '../../../test/support/silent-events'
import { sha256, TestKey } from '../../../test/support/test-keys'
import { TestClock } from '../../../test/support/test-clock'
import { testSettings } from '../../../test/support/test-settings'
import { Secrets } from '#platform/secrets/secrets'
import { DpopNonces } from './dpop-nonces'
import { Proofs } from './proofs'

const key = new TestKey()
const clock = new TestClock().stop()
const nonces = new DpopNonces(new Secrets([randomBytes(32)]), clock)
const proofsUnder = (environment: Readonly<Record<string, string>> = {}) => {
  const { dpop, server } = testSettings({ ISSUER: 'https://as.example.com', ...environment })
  return new Proofs(nonces, clock, dpop, server, silentEvents())
}
const proofOf = (claims: object = {}) =>
  key.jwt(
    { typ: 'dpop+jwt', jwk: key.bareJwk },
    { htm: 'POST', htu: 'https://as.example.com/token', jti: 'a-jti', iat: clock.now(), ...claims },
  )

function exchange(dpop?: string) {
  const sent = new Map<string, unknown>()
  const request = { method: 'POST', path: '/token', headers: { host: 'evil.example', ...(dpop !== undefined && { dpop }) } }
  const response = { setHeader: (name: string, value: unknown) => sent.set(name, value) }
  return { request: request as unknown as Request, response: response as unknown as Response, sent }
}
const read = async (proofs: Proofs, dpop?: string, accessToken?: string) => {
  const { request, response, sent } = exchange(dpop)
  const outcome = await proofs.read(request, response, accessToken).catch((error: unknown) => error)
  return { outcome, nonce: sent.get('DPoP-Nonce') }
}

describe('the proof of a request', () => {
  const proofs = proofsUnder()

  it('may be absent, and then no nonce is offered (RFC9449-5)', async () => {
    expect(await read(proofs)).toEqual({ outcome: undefined, nonce: undefined })
  })

  it('says whose key it is, and what it uses up (RFC9449-4.3, SEC-101)', async () => {
    const { outcome } = await read(proofs, proofOf())
    expect(outcome).toMatchObject({ jkt: key.thumbprint, jti: 'a-jti' })
    const { expiresAt, ...use } = proofs.useOf(outcome as never)
    expect(use).toEqual({ purpose: 'dpop-proof', maker: key.thumbprint, id: 'a-jti' })
    expect(expiresAt).toBeGreaterThan(clock.now() + 60)
  })

  it('is answered with a nonce, right or wrong (RFC9449-8.2)', async () => {
    for (const dpop of [proofOf(), proofOf({ htm: 'GET' }), 'nonsense']) {
      const { nonce } = await read(proofs, dpop)
      expect(nonces.isFresh(String(nonce))).toBe(true)
    }
  })

  it.each([
    ['another method', { htm: 'GET' }],
    ['another endpoint', { htu: 'https://as.example.com/par' }],
    ['the host that the request names', { htu: 'https://evil.example/token' }],
    ['a time long ago', { iat: clock.now() - 61 }],
    ['a time to come', { iat: clock.now() + 61 }],
    ['no identifier', { jti: undefined }],
  ])('is refused when it is for %s (RFC9449-4.3)', async (_, claims) => {
    expect((await read(proofs, proofOf(claims))).outcome).toMatchObject({ code: 'invalid_dpop_proof', status: 400 })
  })

  it('needs the token’s hash where a token comes with it (RFC9449-7, SEC-52)', async () => {
    expect((await read(proofs, proofOf(), 'a-token')).outcome).toMatchObject({ code: 'invalid_dpop_proof' })
    expect((await read(proofs, proofOf({ ath: sha256('another') }), 'a-token')).outcome).toMatchObject({ code: 'invalid_dpop_proof' })
    expect((await read(proofs, proofOf({ ath: sha256('a-token') }), 'a-token')).outcome).toMatchObject({ jti: 'a-jti' })
  })

  it('may carry a nonce of ours; a foreign one asks for another try (RFC9449-8)', async () => {
    expect((await read(proofs, proofOf({ nonce: nonces.issue() }))).outcome).toMatchObject({ jti: 'a-jti' })
    expect((await read(proofs, proofOf({ nonce: 'foreign' }))).outcome).toMatchObject({ code: 'use_dpop_nonce' })
  })

  it('needs a nonce where the operator says so (RFC9449-8)', async () => {
    const strict = proofsUnder({ DPOP_NONCE: 'required' })
    expect((await read(strict, proofOf())).outcome).toMatchObject({ code: 'use_dpop_nonce' })
    expect((await read(strict, proofOf({ nonce: nonces.issue() }))).outcome).toMatchObject({ jti: 'a-jti' })
  })
})
