import { judgeEncryptionKeys } from './judge-encryption-keys'
import { judgeClock } from './look-at-clock'
import { judgePostgres } from './look-at-postgres'

describe('the difference between two clocks', () => {
  it.each([
    [4_900, 0],
    [-5_000, 0],
    [5_400, 500],
  ])('of %d ms is small enough, where %d ms of it are in doubt', (ahead, doubt) => {
    expect(judgeClock(ahead, doubt).state).toBe('ok')
  })

  it.each([
    [5_100, 0, '5.1 s ahead of'],
    [-60_000, 10, '60.0 s behind'],
  ])('of %d ms is to be mended, where %d ms of it are in doubt', (ahead, doubt, text) => {
    expect(judgeClock(ahead, doubt)).toMatchObject({ state: 'mend', found: expect.stringContaining(text) as string })
  })
})

describe('PostgreSQL', () => {
  it('before version 15 is too old', () => {
    expect(judgePostgres({ name: '14.19', number: '140019', read_only: 'off' })).toMatchObject({
      state: 'mend',
      found: 'PostgreSQL 14.19 is too old',
      mend: 'use PostgreSQL 15 or later',
    })
    expect(judgePostgres({ name: '15.0', number: '150000', read_only: 'off' })).toMatchObject({ state: 'ok' })
  })
})

describe('an encryption key that makes nothing new any more', () => {
  const known = [
    { id: 'newer', adoptedAt: 2_000, usedAt: 2_000 },
    { id: 'older', adoptedAt: 1_000, usedAt: 2_100 },
  ]
  const judge = (now: number, uses: readonly { keyId: string; kind: string; rows: number }[] = []) =>
    judgeEncryptionKeys({ own: ['newer', 'older'], known, uses, now }).found

  it('is needed as long as rows depend on it (SEC-457)', () => {
    expect(judge(9_999, [{ keyId: 'older', kind: 'client secrets', rows: 3 }])).toBe(
      'newer makes what is new; older is needed by 3 client secrets',
    )
  })

  it('is needed as long as people may hold pages that it sealed (SEC-457)', () => {
    expect(judge(5_699)).toBe('newer makes what is new; older is needed until 1970-01-01T01:35:00Z')
  })

  it('may go then (SEC-457)', () => {
    expect(judge(5_700)).toBe('newer makes what is new; older may be taken off the list')
  })
})
