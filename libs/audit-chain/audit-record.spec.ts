import { aRecord, auditKey } from './audit-chain.fixtures'
import { digestOfRecord, judgeRecord, markRecord } from './audit-record'

describe('a record of the audit log', () => {
  const [key, other] = [auditKey('one'), auditKey('two')]
  const marked = markRecord(aRecord(), key)
  const changes = { id: '2', at: 1, type: 'x', actor: 'x', target: null, clientId: 'x', sub: null, flowId: null, address: null, node: 'x' }
  const changed = Object.entries({ ...changes, details: '{"a":1}' }).map(([name, value]) => [name, { ...marked, [name]: value }] as const)

  it('is genuine under its key, whichever place that has in the list (SEC-425)', () => {
    expect(judgeRecord(marked, [key])).toBe('genuine')
    expect(judgeRecord(marked, [other, key])).toBe('genuine')
    expect(judgeRecord(marked, [other])).toBe('unknown key')
  })

  it('is forged where somebody with another key made it (SEC-425)', () => {
    expect(judgeRecord({ ...markRecord(aRecord(), other), keyId: key.id }, [key])).toBe('forged')
    expect(judgeRecord({ ...marked, mac: '' }, [key])).toBe('forged')
  })

  it.each(changed)('is forged once its %s was changed, and has another digest', (_, record) => {
    expect(judgeRecord(record, [key])).toBe('forged')
    expect(digestOfRecord(record)).not.toEqual(digestOfRecord(marked))
  })

  it('keeps its values apart: what moves from one to the next is a change', () => {
    const [one, two] = [markRecord(aRecord({ actor: 'a', target: 'bc' }), key), markRecord(aRecord({ actor: 'ab', target: 'c' }), key)]
    expect(one.mac).not.toBe(two.mac)
  })

  it('has a digest that holds its MAC and the name of its key, too', () => {
    for (const record of [
      { ...marked, mac: 'x' },
      { ...marked, keyId: 'x' },
    ])
      expect(digestOfRecord(record)).not.toEqual(digestOfRecord(marked))
  })
})
