import { Turnstile } from './turnstile'

const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

describe('a turnstile', () => {
  it('lets one in at a time, in the order of arrival', async () => {
    const [turnstile, seen]: [Turnstile, string[]] = [new Turnstile(), []]
    const pass = (name: string, milliseconds: number) =>
      turnstile.pass(async () => {
        seen.push(`${name} in`)
        await later(milliseconds)
        seen.push(`${name} out`)
        return name
      })
    expect(await Promise.all([pass('a', 5), pass('b', 0)])).toEqual(['a', 'b'])
    expect(seen).toEqual(['a in', 'a out', 'b in', 'b out'])
  })

  it('lets the next in after one that failed', async () => {
    const turnstile = new Turnstile()
    const failing = turnstile.pass(() => Promise.reject(new TypeError('a fault of ours')))
    const next = turnstile.pass(async () => 'next')
    await expect(failing).rejects.toThrow('a fault of ours')
    expect(await next).toBe('next')
  })
})
