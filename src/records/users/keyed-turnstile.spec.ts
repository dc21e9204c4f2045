import { gate } from '../../../test/support/gate'
import { KeyedTurnstile } from './keyed-turnstile'

describe('a turnstile for each key', () => {
  it('lets one in at a time of those with the same key, and others past (SEC-300)', async () => {
    const [turnstiles, seen]: [KeyedTurnstile, string[]] = [new KeyedTurnstile(2, () => new Error('full')), []]
    const held = gate()
    const pass = (key: string, name: string, until?: Promise<unknown>) =>
      turnstiles.pass(key, async () => {
        seen.push(name)
        await until
      })
    const [first, second] = [pass('alice', 'first', held.opened), pass('alice', 'second')]
    await pass('bob', 'other')
    expect(seen).toEqual(['first', 'other'])
    held.open()
    await Promise.all([first, second])
    expect(seen).toEqual(['first', 'other', 'second'])
  })

  it('lets the next in after one that failed, now and later (SEC-300)', async () => {
    const turnstiles = new KeyedTurnstile(2, () => new Error('full'))
    await expect(turnstiles.pass('alice', () => Promise.reject(new TypeError('a fault of ours')))).rejects.toThrow('a fault of ours')
    expect(await turnstiles.pass('alice', async () => 'in')).toBe('in')
  })

  it('turns away whoever comes when all places are taken, and lets them in later (SEC-305)', async () => {
    const turnstiles = new KeyedTurnstile(1, () => new Error('full'))
    const held = gate()
    const first = turnstiles.pass('alice', () => held.opened)
    await expect(turnstiles.pass('alice', async () => 'in')).rejects.toThrow('full')
    expect(await turnstiles.pass('bob', async () => 'in')).toBe('in')
    held.open()
    await first
    expect(await turnstiles.pass('alice', async () => 'in')).toBe('in')
  })
})
