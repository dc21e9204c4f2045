import { makeTestSigner } from '../jws/fixtures/test-signer'
import { checkTokenScope } from './check-token-scope'
import { audience, jkt, now, proofWith, refusedBy, rules as tokenRules, tokenWith } from './fixtures/test-access-token'
import { ProofMemory } from './proof-memory'
import type { ResourceRequest } from './resource-request'
import { verifyDpopRequest } from './verify-dpop-request'
import type { ResourceRules } from './verify-dpop-request'

const token = tokenWith()
const bearer = tokenWith({ cnf: undefined })
const badProof = (check: string) => refusedBy(check, 'invalid_dpop_proof')

const rulesWith = (changed: Partial<ResourceRules> = {}): ResourceRules => ({
  ...tokenRules,
  useOnce: () => true,
  hasFreshNonce: (nonce) => nonce === 'fresh',
  nonceRequired: false,
  acceptsBearer: false,
  ...changed,
})
const request: ResourceRequest = {
  method: 'GET',
  url: `${audience}/accounts?page=2`,
  authorization: `DPoP ${token}`,
  dpop: proofWith(token),
}
const verify = (changed: Partial<ResourceRequest> = {}, rules: Partial<ResourceRules> = {}) =>
  verifyDpopRequest({ ...request, ...changed }, rulesWith(rules))

describe('a request to an API', () => {
  it('is let in with a good token and a proof of its key (RFC9449-7.1, FAPI2-SP-FINAL-5.3.4-1, FAPI2-SP-FINAL-5.3.4-5)', async () => {
    expect(await verify()).toMatchObject({ sub: 'a-person', jkt })
    expect(await verify({ authorization: `dpop ${token}` })).toMatchObject({ jkt })
  })

  it('has a token in its header (RFC6750-2.1, RFC6750-3.1)', async () => {
    await expect(verify({ authorization: undefined })).rejects.toMatchObject(refusedBy('check-token-presence'))
  })

  it.each(['Basic abc', 'DPoP', `DPoP  ${token}`, `DPoP ${token} x`, `DPoP ${token},`, ''])(
    'has a well-formed header, not %j (RFC6750-2.1)',
    async (authorization) => {
      await expect(verify({ authorization })).rejects.toMatchObject(refusedBy('check-token-presence', 'invalid_request'))
    },
  )

  it('has no token in its address (FAPI2-SP-FINAL-5.3.4-2, SEC-49)', async () => {
    const url = `${request.url}&access_token=${token}`
    await expect(verify({ url })).rejects.toMatchObject(refusedBy('check-token-presence', 'invalid_request'))
  })
})

describe('a stolen token', () => {
  it('is no bearer token (RFC9449-7.2, SEC-107)', async () => {
    const stolen = { authorization: `Bearer ${token}` }
    await expect(verify({ ...stolen, dpop: undefined })).rejects.toMatchObject(refusedBy('token-binding'))
    await expect(verify(stolen, { acceptsBearer: true })).rejects.toMatchObject(refusedBy('token-binding'))
  })

  it('is nothing without a proof (RFC9449-7.1)', async () => {
    await expect(verify({ dpop: undefined })).rejects.toMatchObject(badProof('token-binding'))
  })

  it('is nothing with a proof of another key (FAPI2-SP-FINAL-5.3.4-5, SEC-52)', async () => {
    await expect(verify({ dpop: proofWith(token, {}, makeTestSigner('ES256')) })).rejects.toMatchObject(refusedBy('token-binding'))
  })

  it('is judged before the proof is used up (RFC9449-4.3)', async () => {
    let uses = 0
    const useOnce = () => (uses += 1) > 0
    await expect(verify({ dpop: proofWith(token, {}, makeTestSigner('ES256')) }, { useOnce })).rejects.toBeDefined()
    expect(uses).toBe(0)
  })
})

describe('a bearer token', () => {
  it('is let in only where the API says so (FAPI2-SP-FINAL-5.3.4-5)', async () => {
    const plain = { authorization: `Bearer ${bearer}`, dpop: undefined }
    await expect(verify(plain)).rejects.toMatchObject(refusedBy('check-sender-constraint'))
    expect(await verify(plain, { acceptsBearer: true })).toMatchObject({ jkt: undefined })
  })

  it('is not used as if it were bound (RFC9449-7.2, SEC-108)', async () => {
    const posing = { authorization: `DPoP ${bearer}`, dpop: proofWith(bearer) }
    await expect(verify(posing, { acceptsBearer: true })).rejects.toMatchObject(refusedBy('token-binding'))
  })
})

describe('the proof beside a token', () => {
  it.each([
    ['another method', { htm: 'POST' }, 'check-proof-method'],
    ['another API', { htu: 'https://other.example.com/accounts' }, 'check-proof-url'],
    ['another address', { htu: `${audience}/payments` }, 'check-proof-url'],
    ['another token', { ath: 'x'.repeat(43) }, 'check-proof-access-token'],
    ['no token', { ath: undefined }, 'parse-proof-claims'],
    ['a time gone by', { iat: now - 61 }, 'check-proof-age'],
  ])('is not made for %s (RFC9449-4.3, RFC9449-7)', async (_other, changed, check) => {
    await expect(verify({ dpop: proofWith(token, changed) })).rejects.toMatchObject(badProof(check))
  })

  it('has a fresh nonce where one is required (RFC9449-9, SEC-112)', async () => {
    const strict = { nonceRequired: true }
    await expect(verify({}, strict)).rejects.toMatchObject(refusedBy('check-proof-nonce', 'use_dpop_nonce'))
    await expect(verify({ dpop: proofWith(token, { nonce: 'stale' }) })).rejects.toMatchObject({ code: 'use_dpop_nonce' })
    expect(await verify({ dpop: proofWith(token, { nonce: 'fresh' }) }, strict)).toMatchObject({ jkt })
  })

  it('is good once, however long the API waits to look (RFC9449-11.1, SEC-101)', async () => {
    const memory = new ProofMemory()
    const at = (time: number) => ({ now: time, useOnce: (use: Parameters<ProofMemory['use']>[0]) => memory.use(use, time) })
    expect(await verify({}, at(now))).toMatchObject({ jkt })
    await expect(verify({}, at(now))).rejects.toMatchObject(badProof('check-proof-unused'))
    await expect(verify({}, at(now + 60))).rejects.toMatchObject(badProof('check-proof-unused'))
    await expect(verify({}, at(now + 61))).rejects.toMatchObject(badProof('check-proof-age'))
  })
})

describe('what a token allows', () => {
  it('is what its scope names (RFC6750-3.1, FAPI2-SP-FINAL-5.3.4-4, SEC-51)', async () => {
    const verified = await verify()
    expect(() => checkTokenScope(verified, 'payments')).not.toThrow()
    expect(() => checkTokenScope(verified, 'pay')).toThrow(expect.objectContaining({ code: 'insufficient_scope', status: 403 }))
  })
})
