import { gate } from '../../../test/support/gate'
import { SharedLook } from './shared-look'

describe('a shared look', () => {
  it('is one for all who ask at the same moment', async () => {
    let looks = 0
    const look = new SharedLook(async () => (looks += 1))
    expect(await Promise.all([look.take(), look.take(), look.take()])).toEqual([1, 1, 1])
    expect(await look.take()).toBe(2)
  })

  it('begins after it was asked for: who comes while one is under way shares the next', async () => {
    const [first, looks] = [gate(), [] as string[]]
    const look = new SharedLook(async () => {
      looks.push('began')
      if (looks.length === 1) await first.opened
      return looks.length
    })
    const early = look.take()
    await new Promise(setImmediate)
    const late = [look.take(), look.take()]
    expect(looks).toHaveLength(1)
    first.open()
    expect([await early, ...(await Promise.all(late))]).toEqual([1, 2, 2])
  })

  it('that fails is told to those who share it, and the next one is taken all the same (SEC-449)', async () => {
    let looks = 0
    const look = new SharedLook(async () => {
      looks += 1
      if (looks === 1) throw new Error('no sight')
      return looks
    })
    await expect(look.take()).rejects.toThrow('no sight')
    expect(await look.take()).toBe(2)
  })
})
