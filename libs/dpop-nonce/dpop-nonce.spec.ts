import { randomBytes } from 'node:crypto'
import { isFreshDpopNonce, issueDpopNonce } from './dpop-nonce'

const key = randomBytes(32)
const now = 1_800_000_000 // the first second of a minute

describe('a DPoP nonce', () => {
  const nonce = issueDpopNonce(key, now)

  it('has only the characters of NQCHAR and is short (RFC9449-8.1)', () => {
    expect(nonce).toMatch(/^[\x21\x23-\x5b\x5d-\x7e]{28}$/)
  })

  it('is the same at every node that has the key, for a minute (RFC9449-8, SEC-113)', () => {
    expect(issueDpopNonce(Buffer.from(key), now + 59)).toBe(nonce)
    expect(issueDpopNonce(key, now + 60)).not.toBe(nonce)
  })

  it.each([0, 59, 60, 299])('is fresh %i seconds later, beside newer ones (RFC9449-8.2, SEC-114)', (seconds) => {
    expect(isFreshDpopNonce(key, nonce, now + seconds)).toBe(true)
  })

  it('is fresh at a node whose clock is a minute behind, and no more (RFC9449-8, SEC-113)', () => {
    expect(isFreshDpopNonce(key, nonce, now - 60)).toBe(true)
    expect(isFreshDpopNonce(key, nonce, now - 61)).toBe(false)
  })

  it.each([300, 600, 86_400])('is stale after %i seconds (RFC9449-11.2, SEC-113, SEC-133)', (seconds) => {
    expect(isFreshDpopNonce(key, nonce, now + seconds)).toBe(false)
  })

  it('is no nonce under the key of another server (RFC9449-8, SEC-113)', () => {
    expect(isFreshDpopNonce(randomBytes(32), nonce, now)).toBe(false)
  })

  it.each([
    ['nothing', ''],
    ['cut short', nonce.slice(0, -4)],
    ['longer', `${nonce}AAAA`],
    ['padded', `${nonce}=`],
    ['in another spelling', ` ${nonce}`],
    ['noise', randomBytes(21).toString('base64url')],
    ['of another version', `Ag${nonce.slice(2)}`],
    ['dated anew', `${issueDpopNonce(key, now + 60).slice(0, 7)}${nonce.slice(7)}`],
  ])('is no nonce when it is %s (RFC9449-8, SEC-113)', (_how, text) => {
    expect(isFreshDpopNonce(key, text, now)).toBe(false)
  })
})
