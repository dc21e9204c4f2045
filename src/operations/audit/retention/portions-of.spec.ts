import { aChain, auditKey } from '#libs/audit-chain/audit-chain.fixtures'
import { portionsOf } from './portions-of'

describe('what one unit of work drops', () => {
  const [{ seal }] = aChain(auditKey('one')) as [ReturnType<typeof aChain>[number]]
  const sizes = (...records: readonly number[]) =>
    portionsOf(records.map((count) => ({ ...seal, records: count }))).map((one) => one.length)

  it('is at most a thousand records, or one seal (SEC-446)', () => {
    expect(sizes()).toEqual([])
    expect(sizes(200, 200, 200, 200, 200, 1, 200)).toEqual([5, 2])
    expect(sizes(5_000, 5_000)).toEqual([1, 1])
    expect(sizes(1, 5_000, 1)).toEqual([1, 1, 1])
  })

  it('is at most a hundred seals (SEC-446)', () => {
    expect(sizes(...Array.from({ length: 250 }, () => 1))).toEqual([100, 100, 50])
  })
})
