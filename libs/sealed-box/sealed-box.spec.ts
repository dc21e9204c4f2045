import { randomBytes } from 'node:crypto'
import { open, seal } from './sealed-box'

const key = (id: string) => ({ id, key: randomBytes(32) })

describe('a sealed box', () => {
  const [old, current] = [key('old'), key('new')]

  it('opens to what was sealed, never showing it (SEC-440)', () => {
    const sealed = seal('the private key', [current], 'signing-key')
    expect(sealed).not.toContain('private')
    expect(open(sealed, [current], 'signing-key')).toBe('the private key')
  })

  it('seals under the first key and opens with any (SEC-440)', () => {
    expect(seal('x', [current, old], 'p')).toMatch(/^new\./)
    expect(open(seal('x', [old], 'p'), [current, old], 'p')).toBe('x')
    expect(open(seal('x', [old], 'p'), [current], 'p')).toBeUndefined()
  })

  it('does not open for another purpose (SEC-316)', () => {
    expect(open(seal('x', [current], 'interaction'), [current], 'session')).toBeUndefined()
  })

  it('has one spelling: neither bits after the last byte nor padding nor line ends are overlooked (SEC-207)', () => {
    const sealed = seal('x', [current], 'p')
    const [rest, last = ''] = [sealed.slice(0, -1), sealed.at(-1)]
    const others = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_').filter((letter) => letter !== last)
    for (const other of [...others.map((letter) => rest + letter), `${sealed}=`, `${sealed}\n`, `${rest} ${last}`])
      expect(open(other, [current], 'p')).toBeUndefined()
  })

  it('does not open when any character was changed (SEC-207)', () => {
    const sealed = seal('x'.repeat(20), [current], 'p')
    for (let at = 4; at < sealed.length; at += 1) {
      const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1)
      expect(open(changed, [current], 'p') ?? 'refused').toBe('refused')
    }
  })

  it.each(['', '.', 'new', 'new.', 'new.AAAA', 'new.AAAA.BBBB'])('does not open %p', (garbage) => {
    expect(open(garbage, [current], 'p')).toBeUndefined()
  })

  it('needs a key to seal', () => {
    expect(() => seal('x', [], 'p')).toThrow('sealing needs a key')
  })
})
