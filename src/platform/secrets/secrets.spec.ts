import { randomBytes } from 'node:crypto'
import { open, seal } from '#libs/sealed-box/sealed-box'
import { Secrets } from './secrets'

describe('the shared secrets', () => {
  const [first, second] = [randomBytes(32), randomBytes(32)]

  it('are the same on every node that has the same key, and differ by purpose (SEC-430)', () => {
    const [here, there] = [new Secrets([first]), new Secrets([first])]
    expect(here.keyFor('interaction')).toEqual(there.keyFor('interaction'))
    expect(here.keyFor('interaction').key).not.toEqual(here.keyFor('dpop-nonce').key)
    expect(here.keyFor('interaction').key).not.toEqual(new Uint8Array(first))
  })

  it('use the first key of a list for what is new and keep the others for what is old (SEC-440)', () => {
    const rotated = new Secrets([second, first])
    expect(rotated.keyFor('interaction')).toEqual(new Secrets([second]).keyFor('interaction'))
    expect(rotated.keysFor('interaction')).toContainEqual(new Secrets([first]).keyFor('interaction'))
  })

  it('that seal with every page are of one day, and open what was sealed the day before and at a clock ahead (NIST SP 800-38D 8.3)', () => {
    const [secrets, midnight] = [new Secrets([second, first]), 20_800 * 86_400]
    const sealed = seal('a page', secrets.keysOfDay('interaction', midnight - 1), 'p')
    expect(open(sealed, new Secrets([first, second]).keysOfDay('interaction', midnight), 'p')).toBe('a page')
    expect(open(sealed, secrets.keysOfDay('interaction', midnight + 86_399), 'p')).toBe('a page')
    expect(open(sealed, secrets.keysOfDay('interaction', midnight + 86_400), 'p')).toBeUndefined()
    expect(open(sealed, secrets.keysOfDay('interaction', midnight - 86_401), 'p')).toBe('a page')
    expect(open(sealed, secrets.keysOfDay('logout', midnight), 'p')).toBeUndefined()
    const keys = [midnight - 1, midnight].map((now) => secrets.keysOfDay('interaction', now)[0]?.key)
    expect(keys[0]).not.toEqual(keys[1])
    expect(keys).not.toContainEqual(secrets.keyFor('interaction').key)
  })

  it('need a key (SEC-453)', () => {
    expect(() => new Secrets([])).toThrow('no key encryption key')
  })
})
