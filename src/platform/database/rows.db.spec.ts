import { startContext } from '../../../test/support/test-context'
import type { TestContext } from '../../../test/support/test-context'
import { parallel } from '../../../test/support/records'
import { clockToleranceSeconds, deleteExpired } from './delete-expired'
import { insertIfAbsent } from './rows'
import { UnitOfWork } from './unit-of-work'

describe('rows', () => {
  let context: TestContext
  let units: UnitOfWork
  beforeAll(async () => {
    context = await startContext([])
    units = context.get(UnitOfWork)
    await units.writes.query('CREATE TABLE marks (name varchar(20) PRIMARY KEY, ends_at bigint NOT NULL)')
  })
  beforeEach(() => units.writes.query('DELETE FROM marks'))
  afterAll(() => context.close())

  const query = (sql: string, values: readonly (string | number | boolean | null)[] = []) => units.writes.query(sql, values)
  const add = (name: string, endsAt = 0) => insertIfAbsent(units.writes, 'marks', { name, ends_at: endsAt })
  const names = async () => (await query('SELECT name FROM marks ORDER BY name')).map(({ name }) => name)

  const sweep = (now: number, limit: number) =>
    deleteExpired(units.writes, { table: 'marks', key: 'name', expiry: 'ends_at', before: now }, limit)

  it('come back from every kind of statement, in either dialect (SEC-439)', async () => {
    expect(await query('INSERT INTO marks (name, ends_at) VALUES ($1, $2) RETURNING name', ['a', 1])).toEqual([{ name: 'a' }])
    expect(await query('UPDATE marks SET ends_at = $1 WHERE name = $2 RETURNING name', [2, 'a'])).toEqual([{ name: 'a' }])
    expect(await query('SELECT name FROM marks WHERE ends_at = $1 FOR UPDATE SKIP LOCKED', [2])).toEqual([{ name: 'a' }])
    expect(await query('SELECT name FROM marks WHERE ends_at = $1 FOR UPDATE', [2])).toEqual([{ name: 'a' }])
    expect(await query('DELETE FROM marks WHERE name = $1 RETURNING name', ['a'])).toEqual([{ name: 'a' }])
    expect(await query('DELETE FROM marks WHERE name = $1 RETURNING name', ['a'])).toEqual([])
    expect(await query('UPDATE marks SET ends_at = 0')).toEqual([])
  })

  it('hold what a value says, never what it looks like (SEC-369)', async () => {
    for (const name of ["' OR 1=1 --", '$1', '?', '"; DROP TABLE m']) expect(await add(name)).toBe(true)
    expect(await names()).toHaveLength(4)
  })

  it('are inserted once, whoever comes first (SEC-437)', async () => {
    expect((await parallel(() => add('one'))).filter(Boolean)).toHaveLength(1)
    expect(await add('one')).toBe(false)
  })

  it('are deleted when their time has passed by every node’s clock, not before, a batch at a time (SEC-438, SEC-445)', async () => {
    for (const [name, endsAt] of [
      ['a', 10],
      ['b', 11],
      ['c', 12],
      ['d', 13],
    ] as const)
      await add(name, endsAt)
    const over = 12 + clockToleranceSeconds
    expect(await sweep(over, 1)).toBe(1)
    expect(await sweep(over, 100)).toBe(1)
    expect(await sweep(over, 100)).toBe(0)
    expect(await names()).toEqual(['c', 'd'])
  })
})
