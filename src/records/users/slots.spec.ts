import { parallel } from '../../../test/support/records'
import { Slots } from './slots'

const later = () => new Promise((resolve) => setTimeout(resolve, 1))
const refusal = () => new Error('full')

describe('slots', () => {
  it('let a bounded number in at a time (SEC-305)', async () => {
    const slots = new Slots(2, 100, refusal)
    let [inside, most] = [0, 0]
    await parallel(() =>
      slots.use(async () => {
        most = Math.max(most, ++inside)
        await later()
        inside -= 1
      }),
    )
    expect(most).toBe(2)
  })

  it('let a bounded number wait, and turn the rest away at once (SEC-305)', async () => {
    const slots = new Slots(2, 3, refusal)
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => slots.use(later)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
    expect(outcomes.slice(0, 5).every(({ status }) => status === 'fulfilled')).toBe(true)
  })

  it('are free again after work that failed (SEC-305)', async () => {
    const slots = new Slots(1, 1, refusal)
    const failing = slots.use(() => Promise.reject(new TypeError('a fault of ours')))
    const waiting = slots.use(async () => 'waited')
    await expect(failing).rejects.toThrow('a fault of ours')
    expect(await waiting).toBe('waited')
    expect(await slots.use(async () => 'again')).toBe('again')
  })
})
