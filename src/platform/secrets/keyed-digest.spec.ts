import { randomBytes } from 'node:crypto'
import { KeyedDigest } from './keyed-digest'

describe('a keyed digest', () => {
  const [one, two] = ['one', 'two'].map((id) => ({ id, key: randomBytes(32) })) as [
    { id: string; key: Buffer },
    { id: string; key: Buffer },
  ]

  it('matches its own text, under a key that is not the first any more too (SEC-440)', () => {
    const stored = String(new KeyedDigest('text', [one]))
    expect(new KeyedDigest('text', [two, one]).matches(stored)).toBe(true)
    expect(new KeyedDigest('other', [two, one]).matches(stored)).toBe(false)
    expect(new KeyedDigest('text', [two]).matches(stored)).toBe(false)
    expect(stored).not.toContain('text')
  })

  it.each([null, undefined, '', 'x', 'one.', 'one.x', '.x'])('does not match %p', (stored) => {
    expect(new KeyedDigest('text', [one]).matches(stored)).toBe(false)
  })
})
