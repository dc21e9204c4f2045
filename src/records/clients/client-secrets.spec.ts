import crypto, { randomBytes } from 'node:crypto'
import { Secrets } from '#platform/secrets/secrets'
import { ClientSecrets } from './client-secrets'

const secret = 'a-secret-that-is-long-enough-0123456789'
const [first, second] = [randomBytes(32), randomBytes(32)]
const under = (...keys: readonly Uint8Array[]) => new ClientSecrets(new Secrets(keys))

describe('a client secret', () => {
  it('matches what is kept of it, and nothing else does (SEC-150)', () => {
    const secrets = under(first)
    const stored = secrets.hash('web', secret)
    expect(secrets.matches('web', secret, stored)).toBe(true)
    for (const wrong of ['', ' ', `${secret}0`, secret.slice(1), secret.toUpperCase()])
      expect(secrets.matches('web', wrong, stored)).toBe(false)
  })

  it('is kept so that nobody can read it, and differently for each client (SEC-150, SEC-442)', () => {
    const stored = under(first).hash('web', secret)
    expect(stored).not.toContain(secret)
    expect(stored.length).toBeLessThanOrEqual(64)
    expect(under(first).matches('another', secret, stored)).toBe(false)
    expect(under(first).hash('we', `b${secret}`)).not.toBe(stored)
  })

  it('is known under a key that is not the first any more, and lost with its key (SEC-440)', () => {
    const stored = under(first).hash('web', secret)
    expect(under(second, first).matches('web', secret, stored)).toBe(true)
    expect(under(second).matches('web', secret, stored)).toBe(false)
  })

  it.each([undefined, '', '.', 'x', 'x.y', `${'x'.repeat(8)}.${'A'.repeat(43)}`])('does not match %p', (stored) => {
    expect(under(first).matches('web', secret, stored)).toBe(false)
    expect(under(first).matches('web', '', stored)).toBe(false)
  })

  it('is found among two by the place that it has, for the same work as one or none (SEC-150, SEC-153)', () => {
    const secrets = under(first)
    const [fresh, old] = [secrets.hash('web', 'new'), secrets.hash('web', 'old')]
    const spy = jest.spyOn(crypto, 'createHmac')
    expect(secrets.findMatch('web', ['new'], [fresh, old])).toEqual({ secret: 'new', hash: fresh, place: 1 })
    expect(secrets.findMatch('web', ['old'], [fresh, old])).toEqual({ secret: 'old', hash: old, place: 2 })
    expect(secrets.findMatch('web', ['x', 'old'], [fresh, old])).toMatchObject({ secret: 'old', place: 2 })
    expect(spy).toHaveBeenCalledTimes(8)
    for (const stored of [[fresh], [fresh, old], []]) expect(secrets.findMatch('web', ['other'], stored)).toBeUndefined()
    expect(spy).toHaveBeenCalledTimes(14)
    spy.mockRestore()
  })

  it('costs one HMAC and one comparison in constant time, whatever is known of the client (SEC-150, SEC-153)', () => {
    const secrets = under(first)
    const stored = secrets.hash('web', secret)
    const spies = [jest.spyOn(crypto, 'createHmac'), jest.spyOn(crypto, 'timingSafeEqual')]
    for (const known of [stored, undefined, '', 'gone.key', `${stored.split('.')[0]}.short`]) secrets.matches('web', secret, known)
    expect(spies.map((spy) => spy.mock.calls.length)).toEqual([5, 5])
    for (const spy of spies) spy.mockRestore()
  })
})
