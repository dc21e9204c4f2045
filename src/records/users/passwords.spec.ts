import argon2 from 'argon2'
import { testSettings } from '../../../test/support/test-settings'
import { foreignHashes } from '../../../test/support/foreign-hashes'
import { parallel } from '../../../test/support/records'
import { Passwords } from './passwords'
import { costOf } from './stored-hash'

const withCost = (cost: string) => new Passwords(testSettings({ PASSWORD_HASH: cost }).passwords)

describe('passwords', () => {
  const passwords = withCost('argon2id,m=1024,t=1,p=1')

  it('are kept as argon2id hashes at the set cost, never twice the same (SEC-305, SEC-442)', async () => {
    const [one, two] = [await passwords.hash('correct horse'), await passwords.hash('correct horse')]
    expect(one).toMatch(/^\$argon2id\$v=19\$m=1024,p=1,t=1\$/)
    expect(one).not.toBe(two)
    expect((await withCost('argon2id,m=2048,t=3,p=2').hash('x')).startsWith('$argon2id$v=19$m=2048,p=2,t=3$')).toBe(true)
  })

  it('match themselves alone, to the last letter (SEC-306)', async () => {
    const long = 'a'.repeat(1_000)
    const stored = await passwords.hash(`${long}1`)
    expect(await passwords.matches(`${long}1`, stored)).toBe(true)
    for (const wrong of [`${long}2`, long, `${long}11`, '', `${long}1 `]) expect(await passwords.matches(wrong, stored)).toBe(false)
  })

  it('are one in all the ways that Unicode writes them (SEC-306)', async () => {
    expect(await passwords.matches('cafe\u0301 ｐｗ', await passwords.hash('caf\u00e9 pw'))).toBe(true)
  })

  it('match nothing where there is none, and it costs the same (SEC-299)', async () => {
    const verify = jest.spyOn(argon2, 'verify')
    expect(await passwords.matches('nobody has this password', undefined)).toBe(false)
    expect(await passwords.matches('', undefined)).toBe(false)
    const against = verify.mock.calls.map(([stored]) => stored.replace(/\$[^$]+\$[^$]+$/, ''))
    expect(against).toEqual(['$argon2id$v=19$m=1024,p=1,t=1', '$argon2id$v=19$m=1024,p=1,t=1'])
    const sizes = verify.mock.calls[0]?.[0].split('$').map(({ length }) => length)
    expect(sizes).toEqual((await passwords.hash('x')).split('$').map(({ length }) => length))
    verify.mockRestore()
  })

  it('that do not match cost the same whichever hash the account has, or none (SEC-299)', async () => {
    const [own, foreign] = [await passwords.hash('x'), await withCost('argon2id,m=2048,t=2,p=1').hash('x')]
    const costs = ['$argon2id$v=19$m=2048,p=1,t=2']
    const verify = jest.spyOn(argon2, 'verify')
    const work = async (stored: string | undefined) => {
      verify.mockClear()
      expect(await passwords.matches('wrong', stored, costs)).toBe(false)
      return verify.mock.calls.map(([hash]) => costOf(hash) ?? '').toSorted()
    }
    const both = ['$argon2id$v=19$m=1024,p=1,t=1', '$argon2id$v=19$m=2048,p=1,t=2']
    expect([await work(undefined), await work(own), await work(foreign)]).toEqual([both, both, both])
    expect(await work(foreign.replace('m=2048,p=1,t=2', 't=2,m=2048,p=1'))).toEqual(both)
    verify.mockClear()
    expect([await passwords.matches('x', foreign, costs), verify.mock.calls.length]).toEqual([true, 1])
    verify.mockRestore()
  })

  it('are foreign when they were made at another cost, or by another algorithm (SEC-305)', async () => {
    const stored = await passwords.hash('x')
    expect(passwords.isForeign(stored)).toBe(false)
    for (const cost of ['argon2id,m=2048,t=1,p=1', 'argon2id,m=1024,t=2,p=1']) expect(withCost(cost).isForeign(stored)).toBe(true)
    expect(passwords.isForeign(stored.replace('argon2id', 'argon2i'))).toBe(true)
  })

  it.each(foreignHashes)('as %s are verified, and no others (SEC-305, SEC-306)', async (_, password, stored) => {
    expect([await passwords.matches(password, stored), await passwords.matches(`x${password}`, stored)]).toEqual([true, false])
    expect(passwords.isForeign(stored)).toBe(true)
  })

  it('that another server hashed as they were typed match in that form (SEC-306)', async () => {
    const typed = 'cafe\u0301 ｐｗ'
    const stored = await argon2.hash(typed, { memoryCost: 1024, timeCost: 2, parallelism: 1 })
    expect([await passwords.matches(typed, stored), await passwords.matches('café pw', stored)]).toEqual([true, false])
  })

  it('of bcrypt count to the 72nd byte, as they did where they come from', async () => {
    const [, , stored] = foreignHashes.find(([name]) => name === 'bcrypt of a long password') ?? []
    expect(await passwords.matches(`${'0123456789'.repeat(7)}ab and more`, stored)).toBe(true)
    expect(await passwords.matches(`${'0123456789'.repeat(7)}aX`, stored)).toBe(false)
  })

  it('whose hash can no longer be verified match nothing, after the work of an account without one (SEC-299)', async () => {
    const verify = jest.spyOn(argon2, 'verify')
    expect(await passwords.matches('x', '$2b$31$MltAlcOykSIY.YPotTsJ1Oi61gziudY86oPf2RwXPwGo/5zk58HpO')).toBe(false)
    expect(verify).toHaveBeenCalledTimes(1)
    verify.mockRestore()
  })

  it('are computed a few at a time; beyond a queue the answer is 503 with Retry-After (SEC-305)', async () => {
    const stored = await passwords.hash('x')
    const answers = await parallel(() => passwords.matches('x', stored).catch((error: unknown) => error), 250)
    expect(answers.filter((answer) => answer === true)).toHaveLength(202)
    expect(answers.find((answer) => answer !== true)).toMatchObject({ status: 503, headers: { 'retry-after': '5' } })
    expect(await passwords.matches('x', stored)).toBe(true)
  })
})
