import { AsyncResource } from 'node:async_hooks'
import type { PoolConfig } from 'pg'
import { parallel } from '../../test/support/records'
import { startContext } from '../../test/support/test-context'
import type { TestContext } from '../../test/support/test-context'
import { onPostgres } from '../../test/support/test-database'
import { PostgresDataSource } from './postgres-data-source'
import { PostgresLookUps } from './postgres-look-ups'
import { queryRows } from './rows'
import { UnitOfWork } from './unit-of-work'

describe('look-ups', () => {
  let context: TestContext
  let units: UnitOfWork
  beforeAll(async () => {
    context = await startContext([])
    units = context.get(UnitOfWork)
  })
  afterAll(() => context.close())

  const lookUp = async (sql: string, values: readonly (string | number)[] = []) =>
    (await units.lookUp((manager) => queryRows(manager, sql, values)))[0]
  it('see what has been committed alone and, within a unit, what the unit sees (SEC-431)', async () => {
    await units.write((manager) => manager.query('CREATE TABLE marks (name varchar(20) PRIMARY KEY)'))
    const outside = new AsyncResource('outside of the unit')
    const seen = () => lookUp("SELECT name FROM marks WHERE name = 'one'")
    await units.run(async (manager) => {
      await queryRows(manager, "INSERT INTO marks (name) VALUES ('one')")
      expect(await seen()).toEqual({ name: 'one' })
      expect(await outside.runInAsyncScope(seen)).toBeUndefined()
    })
    expect(await seen()).toEqual({ name: 'one' })
  })

  onPostgres('on PostgreSQL', () => {
    const process = async () => (await lookUp('SELECT pg_backend_pid() AS pid'))?.['pid'] as number
    const cut = (pid: number) => context.dataSource.query('SELECT pg_terminate_backend($1)', [pid])
    const sharing = (options: PoolConfig) => {
      const { pool } = context.dataSource as PostgresDataSource
      return new PostgresLookUps(() => ({ ...pool.options, ...options }))
    }

    it('share one connection, and each gets its own answer', async () => {
      const answers = await parallel((index) => lookUp('SELECT $1::int AS asked, pg_backend_pid() AS pid', [index]))
      expect(answers.map((answer) => answer?.['asked'])).toEqual(answers.map((_, index) => index))
      expect(new Set(answers.map((answer) => answer?.['pid'])).size).toBe(1)
    })

    it('fail alone (SEC-435)', async () => {
      const outcomes = await Promise.allSettled([lookUp('SELECT 1 AS one'), lookUp('SELECT 1 / $1::int', [0]), lookUp('SELECT 2 AS two')])
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    })

    it('hear of it when their connection goes, and the next ones have another (SEC-435)', async () => {
      const pid = await process()
      const waiting = parallel(() => lookUp('SELECT pg_sleep(1)').catch((error: Error) => error.message), 3)
      await cut(pid)
      for (const answer of await waiting) expect(answer).toMatch(/terminat|ECONNRESET/)
      expect(await process()).not.toBe(pid)
    })

    it('find the database again that they did not find before (SEC-434)', async () => {
      let port = 1
      const { pool } = context.dataSource as PostgresDataSource
      const lookUps = new PostgresLookUps(() => ({
        ...pool.options,
        ...(port === 1 && { connectionString: undefined, host: '127.0.0.1', port }),
      }))
      const ask = () => lookUps.query({ text: 'SELECT 1 AS one', values: [] })
      await expect(ask()).rejects.toThrow('ECONNREFUSED')
      port = 0
      expect((await ask()).rows).toEqual([{ one: 1 }])
      await lookUps.end()
    })

    it('move to a new connection when theirs is old, and lose nothing (SEC-434)', async () => {
      const lookUps = sharing({ maxLifetimeSeconds: 0 })
      const ask = async () => (await lookUps.query({ text: 'SELECT pg_backend_pid() AS pid', values: [] })).rows[0]?.['pid']
      const pids = [...(await parallel(ask, 3)), await ask(), await ask()]
      expect(new Set(pids).size).toBeGreaterThan(2)
      await lookUps.end()
    })
  })
})
