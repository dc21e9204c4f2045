import { randomBytes } from 'node:crypto'
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

  it('need a key (SEC-453)', () => {
    expect(() => new Secrets([])).toThrow('no key encryption key')
  })
})
