import { dueSteps, endOfSigning, keySetMaxAge, nextStep, settlingSeconds } from './key-schedule'
import type { ScheduledKey } from './key-schedule'

const schedule = { noticeSeconds: 1_000, lifetimeSeconds: 10_000, keptSeconds: 2_000, algorithms: ['ES256', 'RS256', 'PS256', 'EdDSA'] }
const aKey = (given: Partial<ScheduledKey> = {}): ScheduledKey => ({
  kid: 'first',
  algorithm: 'ES256',
  state: 'signing',
  createdAt: 0,
  signingAt: 0,
  retiredAt: null,
  rotateAt: null,
  ...given,
})
const signing = aKey()
const announced = (createdAt: number) => aKey({ kid: 'next', state: 'announced', createdAt, signingAt: null })
const due = (keys: readonly ScheduledKey[], now: number) => dueSteps(keys, schedule, now).map(({ step, key }) => `${step} ${key.kid}`)

describe('the life of a signing key', () => {
  it('stands still while its algorithm is not used, and ends all the same once it is retired', () => {
    const without = { ...schedule, algorithms: ['EdDSA'] }
    const retired = aKey({ kid: 'old', state: 'retired', retiredAt: 0 })
    const keys = [aKey({ rotateAt: 1 }), announced(0), retired]
    expect(dueSteps(keys, without, 1_000_000).map(({ step, key }) => `${step} ${key.kid}`)).toEqual(['delete old'])
  })

  it('has its successor announced before it ends, and not earlier (SEC-441, OIDCC-10.1.1)', () => {
    expect(due([signing], 8_999)).toEqual([])
    expect(due([signing], 9_000)).toEqual(['announce first'])
    expect(due([signing, announced(9_000)], 9_000)).toEqual([])
  })

  it('ends when its time is over: the announced key signs (SEC-441)', () => {
    expect(due([signing, announced(9_000)], 9_999)).toEqual([])
    expect(due([signing, announced(9_000)], 10_000)).toEqual(['sign next'])
  })

  it('ends no sooner than all caches can have seen the next key, however late that was announced (SEC-441, OIDCC-10.1.1)', () => {
    expect(settlingSeconds).toBeGreaterThan(keySetMaxAge)
    expect(due([signing, announced(50_000)], 50_000 + settlingSeconds - 1)).toEqual([])
    expect(due([signing, announced(50_000)], 50_000 + settlingSeconds)).toEqual(['sign next'])
  })

  it('ends earlier where an administrator wants it, never later', () => {
    expect(endOfSigning(aKey({ rotateAt: 3_000 }), schedule)).toBe(3_000)
    expect(endOfSigning(aKey({ rotateAt: 30_000 }), schedule)).toBe(10_000)
    expect(due([aKey({ rotateAt: 3_000 })], 3_000)).toEqual(['announce first'])
  })

  it('counts from when it began to sign, not from when it was announced', () => {
    expect(endOfSigning(aKey({ createdAt: 0, signingAt: 1_000 }), schedule)).toBe(11_000)
    expect(endOfSigning(aKey({ createdAt: 500, signingAt: null }), schedule)).toBe(10_500)
  })

  it('goes on for verifying, and is deleted after that (SEC-441)', () => {
    const retired = aKey({ state: 'retired', retiredAt: 10_000 })
    expect(due([retired], 11_999)).toEqual([])
    expect(due([retired], 12_000)).toEqual(['delete first'])
    expect(nextStep(retired, [retired], schedule)).toEqual({ step: 'delete', at: 12_000 })
    expect(nextStep(aKey({ state: 'retired', createdAt: 5 }), [], schedule)).toEqual({ step: 'delete', at: 2_005 })
  })

  it('is its algorithm’s alone', () => {
    const other = aKey({ kid: 'other', algorithm: 'PS256', state: 'announced', createdAt: 0 })
    expect(due([signing, aKey({ kid: 'ps', algorithm: 'PS256', signingAt: 5_000 }), other], 9_500)).toEqual(['announce first'])
  })

  it('begins at once where no other key of the algorithm signs', () => {
    expect(due([announced(100)], 100)).toEqual(['sign next'])
  })
})
