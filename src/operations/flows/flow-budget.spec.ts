import { rateKeys } from '#libs/ip-address/rate-key'
import { FlowBudget } from './flow-budget'

describe('the budget of an address', () => {
  it('is spent by its requests alone, and what is beyond it is counted (SEC-446)', () => {
    const budget = new FlowBudget(2, 10)
    expect(Array.from({ length: 4 }, () => budget.spend(['192.0.2.1'], 1000))).toEqual([true, true, false, false])
    expect([budget.spend(['192.0.2.2'], 1000), budget.refused]).toEqual([true, 2])
  })

  it('begins anew when its window has ended (SEC-446)', () => {
    const budget = new FlowBudget(1, 10)
    expect([1000, 10_999, 11_000].map((at) => budget.spend(['192.0.2.1'], at))).toEqual([true, false, true])
  })

  it('is not had anew from each address of a network of one’s own (SEC-446)', () => {
    const budget = new FlowBudget(1, 10)
    const from = (subnet: number) => budget.spend(rateKeys(`2001:db8:1:${subnet.toString(16)}::1`), 1000)
    const spent = Array.from({ length: 40 }, (_, index) => from(index * 64)).filter(Boolean)
    expect([spent.length, from(40 * 64), budget.spend(rateKeys('2001:db8:2::1'), 1000)]).toEqual([10, false, true])
  })
})
