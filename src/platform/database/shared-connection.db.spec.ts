import { AsyncResource } from 'node:async_hooks'
import type { PoolConfig } from 'pg'
import { parallel } from '../../../test/support/records'
import { startContext } from '../../../test/support/test-context'
import type { TestContext } from '../../../test/support/test-context'
import { TcpProxy } from '../../../test/support/tcp-proxy'
import { onPostgres, testDatabase } from '../../../test/support/test-database'
import type { TestDatabase } from '../../../test/support/test-database'
import { TransactionPooler } from '../../../test/support/transaction-pooler'
import { outageOf } from '#platform/http/errors/outage'
import { AdvisoryLocks, locks } from './advisory-locks'
import { PostgresDataSource } from './postgres-data-source'
import { SharedConnection } from './shared-connection'
import type { Marked } from './marks'
import { insertIfAbsent } from './rows'
import { UnitOfWork } from './unit-of-work'

/** What belongs to a connection, and not to a transaction. */
const ofConnection =
  /^\s*(?:SET (?!LOCAL|TRANSACTION)|PREPARE|LISTEN|DECLARE .* WITH HOLD)|pg_(?:try_)?advisory_(?:lock|unlock)|set_config\([^)]*false/i

describe('look-ups', () => {
  let context: TestContext
  let units: UnitOfWork
  beforeAll(async () => {
    context = await startContext([])
    units = context.get(UnitOfWork)
  })
  afterAll(() => context.close())

  const lookUp = async (sql: string, values: readonly (string | number)[] = []) => (await units.lookUps.query(sql, values))[0]
  it('see what has been committed alone and, within a unit, what the unit sees (SEC-431)', async () => {
    await units.writes.query('CREATE TABLE marks (name varchar(20) PRIMARY KEY)')
    const outside = new AsyncResource('outside of the unit')
    const seen = () => lookUp("SELECT name FROM marks WHERE name = 'one'")
    await units.run(async (tx) => {
      await tx.query("INSERT INTO marks (name) VALUES ('one')")
      expect(await seen()).toEqual({ name: 'one' })
      expect(await outside.runInAsyncScope(seen)).toBeUndefined()
    })
    expect(await seen()).toEqual({ name: 'one' })
  })

  onPostgres('on PostgreSQL', () => {
    const process = async () => (await lookUp('SELECT pg_backend_pid() AS pid'))?.['pid'] as number
    const cut = (pid: number) => context.dataSource.query('SELECT pg_terminate_backend($1)', [pid])
    const nowhere = { connectionString: undefined, host: '127.0.0.1', port: 1 }
    const sharing = (options: () => PoolConfig) => {
      const { pool } = context.dataSource as PostgresDataSource
      return new SharedConnection(() => ({ ...pool.options, ...options() }))
    }
    const ask = async (shared: SharedConnection, text = 'SELECT pg_backend_pid() AS pid') =>
      (await shared.query({ text, values: [] })).rows[0]?.['pid']
    const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

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
      let options: PoolConfig = nowhere
      const shared = sharing(() => options)
      await expect(ask(shared)).rejects.toThrow('ECONNREFUSED')
      options = {}
      expect(await ask(shared)).toEqual(expect.any(Number))
      await shared.end()
    })

    it('move to a new connection when theirs is old, and lose nothing (SEC-434)', async () => {
      const shared = sharing(() => ({ maxLifetimeSeconds: 0.001 }))
      const pids = new Set()
      while (pids.size < 3) for (const pid of await parallel(() => ask(shared), 3)) pids.add(pid)
      await shared.end()
      await expect(ask(shared)).resolves.toEqual(expect.any(Number))
      await shared.end()
    })

    it('keep an old connection where no new one is to be had (SEC-434)', async () => {
      let options: PoolConfig = { maxLifetimeSeconds: 0.001 }
      const shared = sharing(() => options)
      const pid = await ask(shared)
      options = nowhere
      for (let time = 0; time < 5; time += 1) {
        await later(5)
        expect(await ask(shared)).toBe(pid)
      }
      await shared.end()
    })

    it('have one connection for as long as it lasts where it has no end', async () => {
      const shared = sharing(() => ({ maxLifetimeSeconds: 0 }))
      const pid = await ask(shared)
      await later(5)
      expect(await ask(shared)).toBe(pid)
      await shared.end()
    })

    it('are answered before their connection ends', async () => {
      const shared = sharing(() => ({}))
      await ask(shared)
      const asked = ask(shared, 'SELECT pg_backend_pid() AS pid, pg_sleep(0.1)')
      await shared.end()
      expect(await asked).toEqual(expect.any(Number))
    })

    it('do not wait for marks (SEC-435)', async () => {
      await units.writes.query('CREATE TABLE locked (name varchar(20) PRIMARY KEY)')
      const outside = new AsyncResource('outside of the unit')
      let inserted: Promise<Marked> | undefined
      await units.run(async (tx) => {
        await tx.query("INSERT INTO locked (name) VALUES ('one')")
        inserted = outside.runInAsyncScope(() => units.mark({ table: 'locked', key: 'name', rows: [{ name: 'one' }] }))
        expect(await outside.runInAsyncScope(() => lookUp('SELECT 1 AS one'))).toEqual({ one: 1 })
      })
      expect((await inserted)?.fresh.size).toBe(0)
    })

    describe('to a database that falls silent', () => {
      let network: TcpProxy
      const url = () => new URL(String((context.dataSource.options as { url?: string }).url))
      beforeEach(async () => {
        network = await new TcpProxy({ host: url().hostname, port: Number(url().port) }).start()
      })
      afterEach(() => network.stop())
      const through = () => {
        const connectionString = Object.assign(url(), { hostname: '127.0.0.1', port: network.port }).href
        return sharing(() => ({ connectionString, query_timeout: 200, connectionTimeoutMillis: 1_000 }))
      }

      it('say that it cannot be had (SEC-434)', async () => {
        network.silence()
        const shared = through()
        const error = await ask(shared).catch((thrown: unknown) => thrown)
        expect(outageOf(error)).toEqual(expect.any(String))
        await shared.end()
      })

      it('end all the same (SEC-434)', async () => {
        const shared = through()
        await ask(shared)
        network.silence()
        await shared.end()
        await expect(ask(shared)).rejects.toThrow('timeout expired')
      })
    })
  })
})

onPostgres('a pooler in transaction mode between the server and PostgreSQL', () => {
  let database: TestDatabase
  let pooler: TransactionPooler
  let context: TestContext
  beforeAll(async () => {
    database = await testDatabase()
    const url = new URL(database.url)
    pooler = await new TransactionPooler({ host: url.hostname, port: Number(url.port) }).start()
    url.port = String(pooler.port)
    context = await startContext([], { database: { ...database, url: url.href } })
  })
  afterAll(async () => {
    await context.close()
    await pooler.stop()
    await database.drop()
  })

  it('is given nothing that belongs to a connection: parameters, names of statements, settings, locks (SEC-434)', async () => {
    const units = context.get(UnitOfWork)
    await units.writes.query('CREATE TABLE marks (name varchar(20) PRIMARY KEY)')
    await context.get(AdvisoryLocks).hold(locks.seeds, () =>
      units.run(async (tx) => {
        await insertIfAbsent(tx, 'marks', { name: 'one' })
        tx.send('INSERT INTO marks (name) VALUES ($1)', ['two'])
      }),
    )
    await units.mark({ table: 'marks', key: 'name', rows: [{ name: 'three' }] })
    expect(await units.lookUps.query('SELECT name FROM marks WHERE name = $1', ['two'])).toHaveLength(1)
    expect(await units.reads.query('SELECT name FROM marks')).toHaveLength(3)
    expect(pooler.statements.length).toBeGreaterThan(20)
    expect(pooler.statements.filter(([name]) => name !== '')).toEqual([])
    expect(pooler.statements.filter(([, sql]) => ofConnection.test(sql))).toEqual([])
  })

  it('is not there where PostgreSQL is reached by itself: statements have their bounds there (SEC-434)', async () => {
    const direct = await startContext([], { database })
    const { reads } = direct.get(UnitOfWork)
    const bounds =
      "SELECT current_setting('statement_timeout') AS statement, current_setting('idle_in_transaction_session_timeout') AS idle"
    for (const connection of [reads, direct.get(UnitOfWork).lookUps])
      expect(await connection.query(bounds)).toEqual([{ statement: '4s', idle: '12s' }])
    await direct.close()
  })
})
