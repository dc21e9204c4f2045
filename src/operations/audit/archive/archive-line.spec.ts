import { aChain, aRecord, auditKey } from '#libs/audit-chain/audit-chain.fixtures'
import { judgeRecord, markRecord } from '#libs/audit-chain/audit-record'
import { toArchiveLine, parseArchiveLine } from './archive-line'

describe('a line of the archive', () => {
  const key = auditKey('one')
  const details = { b: 1, a: { '10': 'x', '9': ['y', null, 1e21, 0.1] }, text: '"\\ \u2028é😀', ['__proto__']: 2 }

  it('gives a record back as it was, to the last character (SEC-425)', () => {
    for (const given of [{}, { target: null, clientId: 'web' }, { details: JSON.stringify(details) }]) {
      const record = markRecord(aRecord(given), key)
      const line = toArchiveLine({ record }, 7)
      expect(line).not.toContain('\n')
      expect(parseArchiveLine(line)).toEqual({ record })
    }
  })

  it('has the names that audit export gives a record, so that the same reader takes both', () => {
    expect(JSON.parse(toArchiveLine({ record: markRecord(aRecord({ clientId: 'web' }), key) }, 7))).toMatchObject({
      at: '2026-09-21T14:13:20.000Z',
      client: 'web',
      user: 'alice',
      flow: 'a-flow',
      details: {},
      seal: 7,
    })
  })

  it('gives a seal back as it was (SEC-425)', () => {
    for (const { seal } of aChain(key, key)) expect(parseArchiveLine(toArchiveLine({ seal }, seal.number))).toEqual({ seal })
  })

  it.each(['', 'no JSON', '1', 'null', '"text"'])('is not read from %j', (line) => {
    expect(parseArchiveLine(line)).toBeUndefined()
  })

  it('that is no record of ours is one that no MAC vouches for', () => {
    const item = parseArchiveLine('{"id":7,"details":[]}')
    expect(item && 'record' in item && judgeRecord(item.record, [key])).toBe('unknown key')
  })
})
