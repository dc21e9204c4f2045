import { ProofMemory } from './proof-memory'

const use = { jkt: 'a-key', jti: 'p1', until: 100 }

describe('the memory of proofs', () => {
  it('knows a proof by key and jti, until it is too old anyhow (RFC9449-11.1)', () => {
    const memory = new ProofMemory()
    expect(memory.use(use, 40)).toBe(true)
    expect(memory.use(use, 99)).toBe(false)
    expect(memory.use({ ...use, jti: 'p2' }, 40)).toBe(true)
    expect(memory.use({ ...use, jkt: 'another-key' }, 40)).toBe(true)
    expect(memory.use(use, 100)).toBe(true)
  })

  it('refuses requests when it is full, rather than forget (RFC9449-11.1, SEC-104)', () => {
    const memory = new ProofMemory(2)
    expect([memory.use(use, 40), memory.use({ ...use, jti: 'p2', until: 50 }, 40)]).toEqual([true, true])
    expect(() => memory.use({ ...use, jti: 'p3' }, 49)).toThrow(expect.objectContaining({ status: 503 }))
    expect(memory.use({ ...use, jti: 'p3' }, 50)).toBe(true)
    expect(memory.use(use, 50)).toBe(false)
  })
})
