import { aChain, aRecord, auditKey } from './audit-chain.fixtures'
import type { Sealed } from './audit-chain.fixtures'
import { markRecord } from './audit-record'
import { makeSeal, SealDigest } from './audit-seal'
import { SealChain } from './seal-chain'

describe('the chain of seals', () => {
  const [key, next] = [auditKey('one'), auditKey('two')]

  const follow = (chain: readonly Sealed[], keys = [key], from = 1) => {
    const follower = new SealChain(keys, from)
    const faults = chain.flatMap(({ seal, records }) => {
      const digest = new SealDigest(seal)
      for (const record of records) digest.add(record)
      return follower.follow(seal, digest)
    })
    return [...faults, ...follower.finish()].map(({ at, fault }) => `${at}: ${fault}`)
  }
  const chain = () => aChain(key, key, key)
  const at = (index: number, change: (sealed: Sealed) => Sealed) => chain().map((sealed, i) => (i === index ? change(sealed) : sealed))

  it('is whole as it was made', () => {
    expect(follow(chain())).toEqual([])
    expect(follow([])).toEqual([])
  })

  it('is broken where a record was removed, added or changed', () => {
    expect(follow(at(1, (sealed) => ({ ...sealed, records: sealed.records.slice(1) })))).toEqual(['seal 2: lacks 1 of its 3 records'])
    const added = markRecord(aRecord({ id: '15' }), key)
    expect(follow(at(1, (sealed) => ({ ...sealed, records: [...sealed.records, added] })))).toEqual(['seal 2: has 4 records, 1 too many'])
    const [, ...others] = chain()[1]?.records ?? []
    const replaced = markRecord(aRecord({ id: '11', actor: 'user:bob' }), key)
    expect(follow(at(1, (sealed) => ({ ...sealed, records: [replaced, ...others] })))).toEqual([
      'seal 2: does not match its records: one of them, or the seal, was changed',
    ])
  })

  it('is broken where records stand in another order', () => {
    expect(follow(at(0, (sealed) => ({ ...sealed, records: sealed.records.toReversed() })))).toEqual([
      'seal 1: does not match its records: one of them, or the seal, was changed',
    ])
  })

  it.each([
    { at: 1 },
    { node: 'there' },
    { records: 4 },
    { digest: 'x' },
    { keyId: 'gone' },
    { mac: 'x' },
    { previous: 'x' },
    { number: 7 },
  ])('is broken where a seal was changed: %j', (change) => {
    expect(follow(at(1, (sealed) => ({ ...sealed, seal: { ...sealed.seal, ...change } })))).not.toEqual([])
  })

  it('is broken where a seal is missing, and says which', () => {
    expect(follow(chain().slice(1))).toEqual(['seal 1: is missing'])
    expect(follow(chain().slice(2))).toEqual(['seal 1: is missing, with those up to seal 2'])
    expect(follow([chain()[0], chain()[2]].filter((sealed) => sealed !== undefined))).toEqual(['seal 2: is missing'])
  })

  it('is broken where seals changed places, though their numbers were changed with them', () => {
    const [one, two, three] = chain() as [Sealed, Sealed, Sealed]
    const renumber = ({ seal, records }: Sealed, number: number) => ({ records, seal: { ...seal, number } })
    expect(follow([one, renumber(three, 2), renumber(two, 3)])[0]).toBe('seal 2: does not follow the seal before it')
  })

  it('is broken where somebody without the key made it anew', () => {
    const thief = auditKey('one')
    expect(follow(aChain(thief, thief))[0]).toBe('seal 1: was changed or forged: its MAC does not match')
    const [one] = chain() as [Sealed]
    const forged = makeSeal({ number: 2, at: 1, node: 'here', previous: one.seal.digest }, [], thief)
    expect(follow([one, { seal: forged, records: [] }])).toEqual(['seal 2: was changed or forged: its MAC does not match'])
  })

  it('that began anew says so', () => {
    const [one] = chain() as [Sealed]
    const seal = makeSeal({ number: 2, at: 1, node: 'here', previous: '' }, [], key)
    expect(follow([one, { seal, records: [] }])).toEqual(['seal 2: begins anew: the seal before it did not hold when it was made'])
  })

  it('can be followed from any seal on, which is taken at its word for what was before', () => {
    expect(follow(chain().slice(1), [key], 2)).toEqual([])
    expect(follow(chain().slice(2), [key], 2)).toEqual(['seal 2: is missing'])
  })

  it('goes on after a seal that is known by its digest alone (SEC-425)', () => {
    const [one, two] = chain() as [Sealed, Sealed]
    const digest = new SealDigest(two.seal)
    for (const record of two.records) digest.add(record)
    expect(new SealChain([key], 2, one.seal.digest).follow(two.seal, digest)).toEqual([])
    const another = new SealDigest(two.seal)
    for (const record of two.records) another.add(record)
    expect(new SealChain([key], 2, two.seal.digest).follow(two.seal, another)).toEqual([
      { at: 'seal 2', fault: 'does not follow the seal before it' },
    ])
  })

  describe('under a key that is gone', () => {
    it('holds by the MAC of any later seal, which commits to all before', () => {
      expect(follow(aChain(key, key, next), [next])).toEqual([])
    })

    it('is still broken where a record was changed', () => {
      const [one, two, three] = aChain(key, key, next) as [Sealed, Sealed, Sealed]
      expect(follow([one, { ...two, records: two.records.slice(1) }, three], [next])).toEqual(['seal 2: lacks 1 of its 3 records'])
    })

    it('holds by nothing where no later seal is under a key that is known', () => {
      const faults = ['seal 2: nothing vouches for it: its key one is not in KEY_ENCRYPTION_KEY, and no seal under another key follows']
      expect(follow(aChain(next, key, key), [next])).toEqual(faults)
    })

    it('holds by nothing where the chain is broken after it', () => {
      const [one, , three] = aChain(key, key, next) as [Sealed, Sealed, Sealed]
      expect(follow([one, three], [next])).toEqual([expect.stringContaining('seal 1: nothing vouches for it'), 'seal 2: is missing'])
    })
  })
})
