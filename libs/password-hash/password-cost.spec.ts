import * as fc from 'fast-check'
import { parsePasswordHash } from './parse-password-hash'
import { remainingCosts, toDecoy, toPasswordCost } from './password-cost'

const costs = [
  '$argon2id$v=19$m=19456,p=1,t=2',
  '$argon2i$v=19$m=4096,p=2,t=3',
  '$2b$10',
  '$2b$12',
  '$scrypt$ln=14,r=8,p=1',
  '$pbkdf2-sha1$i=20000',
  '$pbkdf2-sha1$i=370000',
  '$pbkdf2-sha256$i=260000',
  '$pbkdf2-sha256$i=600000',
  '$pbkdf2-sha256$i=1000000',
  '$pbkdf2-sha512$i=210000',
]
const iterationsIn = (cost: string) => Number(/i=(\d+)$/.exec(cost)?.[1] ?? 1)
/** The work in all, by kind: iterations of PBKDF2 add up, and every other cost is a kind of its own. */
const workOf = (done: readonly string[]) => {
  const work: Record<string, number> = {}
  for (const cost of done) {
    const kind = cost.replace(/i=\d+$/, 'i=')
    work[kind] = (work[kind] ?? 0) + iterationsIn(cost)
  }
  return work
}

describe('the cost of a password hash', () => {
  it.each(costs)('%s is that of its decoy, too', (cost) => {
    expect(toPasswordCost(parsePasswordHash(toDecoy(cost)))).toBe(cost)
    expect(toDecoy(cost)).not.toBe(toDecoy(cost))
  })

  it('of PBKDF2 counts the iterations for each part of a key that is longer than the digest', () => {
    const spring = parsePasswordHash('{pbkdf2}5d923b44a6d129f3ddf3e3c8d29412723dcbde72445e8ef6bf3b508fbf17fa4ed4d6b99ca763d8dc')
    expect(toPasswordCost(spring)).toBe('$pbkdf2-sha1$i=370000')
  })

  it('does not tell in which order a hash names its parameters, or which framework wrote it', () => {
    const tail = '$Bhi7TGLdPc/KesC8gV7Geg$gaSHWWWchsPM9JVMPqMkPldPg/xX4iIOuTwuZ8Dut6M'
    const written = [`$argon2id$v=19$t=2,m=8192,p=1${tail}`, `{argon2}$argon2id$v=19$m=8192,t=2,p=1${tail}`]
    expect(new Set(written.map((text) => toPasswordCost(parsePasswordHash(text))))).toEqual(new Set(['$argon2id$v=19$m=8192,p=1,t=2']))
  })

  it('and what remains of the others are the same work in all, whichever cost it is, and where there is no hash (SEC-299)', () => {
    const known = fc.uniqueArray(fc.constantFrom(...costs), { minLength: 1 })
    fc.assert(
      fc.property(known, fc.nat(), (all, index) => {
        const done = all[index % all.length] ?? ''
        expect(workOf([done, ...remainingCosts(all, done)])).toEqual(workOf(remainingCosts(all, undefined)))
      }),
    )
  })

  it('is never that of many hashes for PBKDF2, whose iterations differ from year to year (SEC-299)', () => {
    const years = Array.from({ length: 30 }, (_, year) => `$pbkdf2-sha256$i=${100_000 + 30_000 * year}`)
    expect(remainingCosts(years, undefined)).toEqual(['$pbkdf2-sha256$i=970000'])
  })
})
