import { auditKey } from './audit-chain.fixtures'
import { judgeCut, markCut, noCut } from './audit-cut'

describe('the cut of an audit log', () => {
  const [key, other] = [auditKey('one'), auditKey('two')]
  const cut = { number: 7, digest: 'd', at: 1, records: 9, archivedFrom: 3, lastStart: '{}' }
  const marked = markCut(cut, key)

  it('is genuine under its key, whichever place that has in the list (SEC-425)', () => {
    expect(judgeCut(marked, [other, key])).toBe('genuine')
    expect(judgeCut(marked, [other])).toBe('unknown key')
    expect(judgeCut(markCut(noCut, key), [key])).toBe('genuine')
  })

  it('is forged where somebody with another key made it, or named another key (SEC-425)', () => {
    expect(judgeCut({ ...markCut(cut, other), keyId: key.id }, [key])).toBe('forged')
    expect(judgeCut({ ...marked, keyId: other.id }, [key, other])).toBe('forged')
    expect(judgeCut({ ...marked, mac: '' }, [key])).toBe('forged')
  })

  it.each([{ number: 8 }, { digest: 'x' }, { at: 2 }, { records: 8 }, { archivedFrom: 1 }, { lastStart: null }])(
    'is forged once it was changed: %j (SEC-425)',
    (change) => {
      expect(judgeCut({ ...marked, ...change }, [key])).toBe('forged')
    },
  )
})
