import { randomBytes } from 'node:crypto'
import { TestClock } from '../../../test/support/test-clock'
import { Secrets } from '#platform/secrets/secrets'
import { DpopNonces } from './dpop-nonces'

describe('the nonces for proofs', () => {
  const [first, second] = [randomBytes(32), randomBytes(32)]
  const clock = new TestClock().stop()
  const node = (...keys: readonly Uint8Array[]) => new DpopNonces(new Secrets(keys), clock)

  it('of one node are fresh at every other, though none is stored (RFC9449-8, SEC-429, SEC-430)', () => {
    const nonce = node(first).issue()
    expect(nonce).toMatch(/^[\w-]{16,}$/)
    expect(node(first).isFresh(nonce)).toBe(true)
  })

  it('grow stale (RFC9449-8, SEC-133)', () => {
    const nonce = node(first).issue()
    clock.advance(24 * 60 * 60)
    expect(node(first).isFresh(nonce)).toBe(false)
  })

  it('stay fresh when the key changes, as long as it is on the list (SEC-440, SEC-457)', () => {
    const nonce = node(first).issue()
    expect(node(second, first).isFresh(nonce)).toBe(true)
    expect(node(second).isFresh(nonce)).toBe(false)
  })

  it.each(['', 'x', 'a'.repeat(43), '\u0000'])('are not made by strangers: %j (RFC9449-8)', (nonce) => {
    expect(node(first).isFresh(nonce)).toBe(false)
  })
})
