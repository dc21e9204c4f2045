import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { GrantRow } from '#records/grants/grant.entity'
import { GrantsModule } from '#records/grants/grants.module'
import { invalidGrant } from '#libs/oauth-errors/factories'
import { gate } from '../../../test/support/gate'
import { overhearStatements } from '../../../test/support/overhear-statements'
import type { Statement } from '../../../test/support/overhear-statements'
import { parallel } from '../../../test/support/records'
import { TcpProxy } from '../../../test/support/tcp-proxy'
import { startContext } from '../../../test/support/test-context'
import type { TestContext } from '../../../test/support/test-context'
import { onPostgres, onSqlite } from '../../../test/support/test-database'
import { AdvisoryLocks, locks } from './advisory-locks'
import type { Connection } from './connection'
import { DatabaseTooSlow, Deadline } from './deadline'
import { OutcomeUnknown } from './outcome-unknown'
import { insertIfAbsent } from './rows'
import { TransactionOver } from './transaction'
import type { Transaction } from './transaction'
import { UnitOfWork } from './unit-of-work'

const add = (name: string) => (connection: Connection) => insertIfAbsent(connection, 'marks', { name })
const select = (connection: Connection) => connection.query('SELECT name FROM marks ORDER BY name')

describe('a unit of work', () => {
  let context: TestContext
  let units: UnitOfWork
  beforeAll(async () => {
    context = await startContext([GrantsModule])
    units = context.get(UnitOfWork)
    await units.writes.query('CREATE TABLE marks (name varchar(20) PRIMARY KEY)')
  })
  beforeEach(() => units.writes.query('DELETE FROM marks'))
  afterAll(() => context.close())

  const path = () => String(context.dataSource.options.database)
  const names = async () => (await select(units.reads)).map(({ name }) => name)
  const mark = (name: string) => units.mark({ table: 'marks', key: 'name', rows: [{ name }] })
  const orphanMark = () => units.mark({ table: 'orphans', key: 'mark', rows: [{ mark: 'missing' }] })
  const sendBroken = (tx: Transaction) => tx.send('INSERT INTO nowhere (name) VALUES ($1)', ['one'])

  it('commits as a whole (SEC-431)', async () => {
    const result = await units.run(async (tx) => {
      await add('one')(tx)
      return add('two')(tx)
    })
    expect(result).toBe(true)
    expect(await names()).toEqual(['one', 'two'])
  })

  it('leaves nothing of itself when it fails (SEC-431)', async () => {
    const failing = units.run(async (tx) => {
      await add('one')(tx)
      throw new TypeError('a fault of ours')
    })
    await expect(failing).rejects.toThrow(TypeError)
    expect(await names()).toEqual([])
  })

  it('takes no row of another request with it when it fails (SEC-431)', async () => {
    const [hasWritten, mayFail] = [gate(), gate()]
    const failing = units.run(async (tx) => {
      await add('failing')(tx)
      hasWritten.open()
      await mayFail.opened
      throw new TypeError('a fault of ours')
    })
    await hasWritten.opened
    const others = [add('by a write')(units.writes), units.run(add('by a unit'))]
    mayFail.open()
    await expect(failing).rejects.toThrow(TypeError)
    await Promise.all(others)
    expect(await names()).toEqual(['by a unit', 'by a write'])
  })

  it('starts what is to follow when its rows can be seen, and then alone (SEC-285)', async () => {
    const seen: Promise<unknown>[] = []
    const note = (tx: Transaction) => tx.afterCommit(() => void seen.push(names()))
    await units.run(async (tx) => {
      await units.run(async (inner) => note(inner))
      await add('one')(tx)
      expect(seen).toHaveLength(0)
    })
    const failing = units.run(async (tx) => {
      note(tx)
      throw new TypeError('a fault of ours')
    })
    await expect(failing).rejects.toThrow(TypeError)
    expect(await Promise.all(seen)).toEqual([['one']])
  })

  it('commits a refusal, then throws it (SEC-201)', async () => {
    const refused = units.run(async (tx) => {
      await add('a trace')(tx)
      throw invalidGrant('a replay')
    })
    await expect(refused).rejects.toMatchObject({ code: 'invalid_grant' })
    expect(await names()).toEqual(['a trace'])
  })

  it('takes the units within it along: one fate (SEC-431)', async () => {
    const failing = units.run(async () => {
      await units.run(add('inner unit'))
      await add('inner write')(units.writes)
      expect(await names()).toEqual(['inner unit', 'inner write'])
      throw new TypeError('a fault of ours')
    })
    await expect(failing).rejects.toThrow(TypeError)
    expect(await names()).toEqual([])
  })

  it('commits what came before an inner refusal that nobody caught (SEC-201)', async () => {
    const refused = units.run(async () => {
      await units.run(add('outer'))
      await units.run(async (tx) => {
        await add('inner')(tx)
        throw invalidGrant('a replay')
      })
    })
    await expect(refused).rejects.toMatchObject({ code: 'invalid_grant' })
    expect(await names()).toEqual(['inner', 'outer'])
  })

  it('shows nobody what is not committed (SEC-431)', async () => {
    const [hasWritten, mayEnd] = [gate(), gate()]
    const unit = units.run(async (tx) => {
      await add('uncommitted')(tx)
      hasWritten.open()
      await mayEnd.opened
    })
    await hasWritten.opened
    expect(await names()).toEqual([])
    mayEnd.open()
    await unit
    expect(await names()).toEqual(['uncommitted'])
  })

  it('goes on after another failed (SEC-435)', async () => {
    const outcomes = await Promise.allSettled([
      units.run(() => Promise.reject(new TypeError('a fault of ours'))),
      units.writes.query('nonsense'),
      units.run(add('after')),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])
    expect(await names()).toEqual(['after'])
  })

  it('gives a row that many want to one of them (SEC-437)', async () => {
    const won = await parallel(() => units.run(add('wanted')))
    expect(won.filter(Boolean)).toHaveLength(1)
  })

  it('fails with what it sends and does not wait for, and takes that along when it fails itself (SEC-431)', async () => {
    const send = (tx: Transaction, name: string) => tx.send('INSERT INTO marks (name) VALUES ($1)', [name])
    await units.run(async (tx) => send(tx, 'one'))
    const broken = units.run(async (tx) => {
      await add('two')(tx)
      sendBroken(tx)
    })
    await expect(broken).rejects.toThrow('nowhere')
    const failing = units.run(async (tx) => {
      send(tx, 'three')
      throw new TypeError('a fault of ours')
    })
    await expect(failing).rejects.toThrow(TypeError)
    expect(await names()).toEqual(['one'])
  })

  it('says why the first of its statements failed, not that those after it could not run (SEC-435)', async () => {
    const broken = units.run(async (tx) => {
      sendBroken(tx)
      await add('two')(tx)
    })
    await expect(broken).rejects.toThrow('nowhere')
    expect(await names()).toEqual([])
  })

  it('is undone where one of its statements failed, whoever caught that, and though it refuses (SEC-431)', async () => {
    for (const end of [async () => 'done', () => Promise.reject(invalidGrant('a replay'))]) {
      const broken = units.run(async (tx) => {
        await add('one')(tx)
        await tx.query('INSERT INTO nowhere (name) VALUES ($1)', ['one']).catch(() => undefined)
        return end()
      })
      await expect(broken).rejects.toThrow('nowhere')
    }
    expect(await names()).toEqual([])
  })

  it('runs no statement after one that failed, TypeORM’s neither (SEC-431)', async () => {
    const outcomes: unknown[] = []
    const note = (statement: Promise<unknown>) => statement.catch((error: Error) => outcomes.push(error.message))
    const broken = units.run(async (tx) => {
      await note(tx.query('INSERT INTO nowhere (name) VALUES ($1)', ['one']))
      await note(add('two')(tx))
      await note(add('three')(units.writes))
      await note(tx.entities.delete(GrantRow, { id: 'none' }))
      await note(units.find((entities) => entities.findOneBy(GrantRow, { id: 'none' })))
      await note(units.run(add('four')))
    })
    await expect(broken).rejects.toThrow('nowhere')
    expect(outcomes).toEqual(Array.from({ length: 6 }, () => expect.stringContaining('nowhere')))
    expect(await names()).toEqual([])
  })

  it('runs no statement after its end, TypeORM’s neither (SEC-431)', async () => {
    let left: Transaction | undefined
    const late: (() => Promise<unknown>)[] = []
    for (const end of [async () => 'done', () => Promise.reject(new TypeError('a fault of ours'))]) {
      await units
        .run((tx) => {
          left = tx
          late.push(AsyncResource.bind(() => add('joining')(units.writes)))
          return end()
        })
        .catch(() => undefined)
      await expect(left?.query("INSERT INTO marks (name) VALUES ('late')")).rejects.toThrow(TransactionOver)
      await expect(left?.entities.delete(GrantRow, { id: 'none' })).rejects.toThrow(TransactionOver)
      await expect(late.pop()?.()).rejects.toThrow(TransactionOver)
      left?.send('INSERT INTO marks (name) VALUES ($1)', ['late'])
    }
    // Neither does it get into the next one's transaction.
    await units.run(add('after'))
    expect(await names()).toEqual(['after'])
  })

  it('runs no statement after the deadline of its request, and is undone (SEC-431, SEC-435)', async () => {
    const [hasPassed, isDone] = [gate(), gate()]
    let late: unknown
    const deadline = new Deadline(20)
    const unit = deadline.run(() =>
      units.run(async (tx) => {
        await add('one')(tx)
        await hasPassed.opened
        late = await add('two')(tx).catch((error: unknown) => error)
        isDone.open()
      }),
    )
    await expect(unit).rejects.toThrow(DatabaseTooSlow)
    hasPassed.open()
    await isDone.opened
    expect(late).toBeInstanceOf(DatabaseTooSlow)
    await units.run(add('after'))
    expect(await names()).toEqual(['after'])
  })

  it('shows what was marked, and who came first (SEC-437)', async () => {
    const written = await parallel(() => mark('light'))
    expect(written.filter(({ fresh }) => fresh.has('light'))).toHaveLength(1)
    await Promise.all(written.map(({ kept }) => kept))
    expect(await names()).toEqual(['light'])
  })

  it('marks nothing: all of it is written for good (SEC-447)', async () => {
    await expect(units.run(() => mark('light'))).rejects.toThrow('no part of a unit')
    expect(await names()).toEqual([])
  })

  it('is let out of one that throws before its first await (SEC-435)', async () => {
    const failing = units.run(() => {
      throw new TypeError('a fault of ours')
    })
    await expect(failing).rejects.toThrow(TypeError)
    expect(await add('after')(units.writes)).toBe(true)
  })

  it('lets the next node in after exclusive work that failed (SEC-433)', async () => {
    await expect(context.get(AdvisoryLocks).hold(locks.seeds, () => Promise.reject(new TypeError('a fault of ours')))).rejects.toThrow(
      TypeError,
    )
    expect(await context.get(AdvisoryLocks).hold(locks.seeds, async () => 'in')).toBe('in')
  })

  onSqlite('on SQLite', () => {
    it('takes its turn (SEC-431)', async () => {
      let [inside, most] = [0, 0]
      await parallel(() =>
        units.run(async (tx) => {
          most = Math.max(most, ++inside)
          await select(tx)
          await new Promise((resolve) => setImmediate(resolve))
          inside -= 1
        }),
      )
      expect(most).toBe(1)
    })
  })

  onSqlite('as it reads on SQLite', () => {
    it('changes nothing, wherever it is asked (SEC-431)', async () => {
      const [hasBegun, mayEnd] = [gate(), gate()]
      const insert = (connection: Connection) => connection.query("INSERT INTO marks (name) VALUES ('read')")
      await expect(insert(units.reads)).rejects.toThrow('attempt to write')
      const unit = units.run(async () => {
        hasBegun.open()
        await mayEnd.opened
      })
      await hasBegun.opened
      await expect(insert(units.reads)).rejects.toThrow('attempt to write')
      mayEnd.open()
      await unit
      expect(await names()).toEqual([])
    })
  })

  onSqlite('together with others on SQLite', () => {
    const failing = (name: string) =>
      units.run(async (tx) => {
        await add(name)(tx)
        throw new TypeError('a fault of ours')
      })

    it('is undone alone when it fails (SEC-431)', async () => {
      const outcomes = await Promise.allSettled([units.run(add('one')), failing('two'), add('three')(units.writes), units.run(add('four'))])
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
      expect(await names()).toEqual(['four', 'one', 'three'])
    })

    it('fails with all of them when they cannot be committed (SEC-431)', async () => {
      await units.writes.query('CREATE TABLE notes (mark varchar(20) REFERENCES marks (name) DEFERRABLE INITIALLY DEFERRED)')
      const orphan = (connection: Connection) => insertIfAbsent(connection, 'notes', { mark: 'missing' })
      const outcomes = await Promise.allSettled([units.run(add('one')), units.run(orphan), add('two')(units.writes), failing('three')])
      expect(outcomes.map((outcome) => (outcome.status === 'rejected' ? String(outcome.reason) : 'done'))).toEqual([
        ...Array.from({ length: 3 }, () => 'SqliteError: FOREIGN KEY constraint failed'),
        'TypeError: a fault of ours',
      ])
      expect(await names()).toEqual([])
      await units.run(add('after'))
      expect(await names()).toEqual(['after'])
    })

    it('takes nobody along who has been told of success (SEC-431)', async () => {
      await units.run(add('one'))
      await expect(failing('two')).rejects.toThrow(TypeError)
      expect(await names()).toEqual(['one'])
    })

    it('is done in the context of whoever asked for it', async () => {
      const asker = new AsyncLocalStorage<number>()
      const seen = await parallel((index) => asker.run(index, () => units.run(async () => asker.getStore())), 5)
      expect(seen).toEqual([0, 1, 2, 3, 4])
    })

    it('is undone as a whole where the disk fills up in what it sends, and so is what shares its commit (SEC-431)', async () => {
      const [{ page_count: pages } = { page_count: 0 }] = await context.dataSource.query<{ page_count: number }[]>('PRAGMA page_count')
      await context.dataSource.query(`PRAGMA max_page_count = ${pages}`)
      const { kept } = await mark('a mark')
      const outcomes: unknown[] = []
      const unit = units.run(async (tx) => {
        await add('one')(tx)
        tx.send("INSERT INTO deployment_facts (name, value, recorded_at) VALUES ('large', $1, 1)", ['x'.repeat(200_000)])
        for (const name of ['two', 'three']) await add(name)(tx).catch((error: Error) => outcomes.push(error.message))
        return 'done'
      })
      await expect(unit).rejects.toThrow('full')
      await expect(kept).rejects.toThrow(/full|rolled back/)
      expect(outcomes).toHaveLength(2)
      await context.dataSource.query('PRAGMA max_page_count = 1073741823')
      expect(await names()).toEqual([])
    })

    it('is lost where SQLite gives the transaction up, and the next ones are not (SEC-435)', async () => {
      const givesUp = async (tx: Connection) => {
        await add('two')(tx)
        await tx.query('ROLLBACK')
      }
      const outcomes = await Promise.allSettled([units.run(add('one')), units.run(givesUp), units.run(add('three'))])
      expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])
      expect(await names()).toEqual(['three'])
    })
  })

  onSqlite('after a mark on SQLite', () => {
    beforeAll(() => units.writes.query('CREATE TABLE orphans (mark varchar(20) REFERENCES marks (name) DEFERRABLE INITIALLY DEFERRED)'))

    it('keeps that with its own commit (SEC-431)', async () => {
      const statements: Statement[] = []
      const endListening = overhearStatements(statements)
      const { fresh, kept } = await mark('light')
      expect([fresh.has('light'), await names()]).toEqual([true, ['light']])
      await units.run(add('unit'))
      await kept
      endListening()
      expect(statements.filter(({ sql }) => sql === 'COMMIT')).toHaveLength(1)
      expect(await names()).toEqual(['light', 'unit'])
    })

    it('shows nobody what it has not committed (SEC-431)', async () => {
      const [hasWritten, mayEnd] = [gate(), gate()]
      const { kept } = await mark('light')
      const unit = units.run(async (tx) => {
        await add('uncommitted')(tx)
        hasWritten.open()
        await mayEnd.opened
      })
      await hasWritten.opened
      expect(await names()).toEqual([])
      mayEnd.open()
      await Promise.all([unit, kept])
      expect(await names()).toEqual(['light', 'uncommitted'])
    })

    it('does so as well where another unit comes between (SEC-431)', async () => {
      const statements: Statement[] = []
      const endListening = overhearStatements(statements)
      const [light, other] = [mark('light'), units.run(add('other'))]
      const { kept } = await light
      for (let step = 0; step < 100; step += 1) await Promise.resolve()
      await Promise.all([units.run(add('unit')), other, kept])
      endListening()
      expect(statements.filter(({ sql }) => sql === 'COMMIT')).toHaveLength(1)
    })

    it('changes nothing for a request whose mark could not be kept, however late it comes (SEC-431)', async () => {
      const request = new Deadline().run(async () => {
        const { kept } = await orphanMark()
        await kept.catch(() => undefined)
        await units.run(add('unit'))
      })
      await expect(request).rejects.toThrow('FOREIGN KEY')
      expect(await names()).toEqual([])
    })

    it('fails with it when it cannot be committed, and so does whoever waits for it (SEC-431)', async () => {
      const { kept } = await orphanMark()
      await expect(units.run(add('unit'))).rejects.toThrow('FOREIGN KEY')
      await expect(kept).rejects.toThrow('FOREIGN KEY')
      expect(await names()).toEqual([])
    })

    it('leaves it alone when it fails by itself (SEC-431)', async () => {
      const { kept } = await mark('light')
      await expect(units.run(() => Promise.reject(new TypeError('a fault of ours')))).rejects.toThrow(TypeError)
      await kept
      expect(await names()).toEqual(['light'])
    })
  })

  onPostgres('on PostgreSQL', () => {
    it('takes along what was sent last when it cannot be committed (SEC-431)', async () => {
      await units.writes.query('CREATE TABLE deferred (name varchar(20) REFERENCES marks (name) DEFERRABLE INITIALLY DEFERRED)')
      const failing = units.run(async (tx) => {
        tx.send('INSERT INTO deferred (name) VALUES ($1)', ['nobody'])
        tx.send('INSERT INTO marks (name) VALUES ($1)', ['along'])
      })
      await expect(failing).rejects.toThrow('deferred_name_fkey')
      expect(await names()).toEqual([])
    })

    it('waits for the disk, whatever was marked before it (SEC-447)', async () => {
      const show = async (connection: Connection) => (await connection.query('SHOW synchronous_commit'))[0]?.['synchronous_commit']
      await mark('one')
      expect([await show(units.lookUps), await show(units.reads), await units.run(show)]).toEqual(['on', 'on', 'on'])
      expect(await names()).toEqual(['one'])
    })

    it('waits for a connection where all are busy, and then alone', async () => {
      const [most, hold] = [20, gate()]
      const held = Array.from({ length: most + 3 }, () => units.run(() => hold.opened))
      expect(units.load.waiting).toBeLessThanOrEqual(3)
      while (units.load.waiting < 3 || units.load.busy < most) await new Promise((resolve) => setTimeout(resolve, 5))
      expect(units.load).toEqual({ busy: most, idle: 0, waiting: 3 })
      hold.open()
      await Promise.all(held)
      expect(units.load.waiting).toBe(0)
    })

    it('does not wait for others (SEC-435)', async () => {
      const [first, second] = [gate(), gate()]
      const meeting = [
        units.run(async () => {
          first.open()
          await second.opened
        }),
        units.run(async () => {
          second.open()
          await first.opened
        }),
      ]
      await expect(Promise.all(meeting)).resolves.toHaveLength(2)
    })

    it('fails with its connection, and the next one has another (SEC-435)', async () => {
      const failing = units.run(async (tx) => {
        await add('lost')(tx)
        await tx.query('SELECT pg_terminate_backend(pg_backend_pid())')
      })
      await expect(failing).rejects.toThrow(/terminat/)
      await units.run(add('after'))
      expect(await names()).toEqual(['after'])
    })

    it('does not say that it failed where its commit is not answered: nobody knows (SEC-435)', async () => {
      const url = new URL(String((context.dataSource.options as { url?: string }).url))
      const network = await new TcpProxy({ host: url.hostname, port: Number(url.port) }).start()
      url.port = String(network.port)
      const far = await startContext([], { database: { url: url.href, drop: async () => undefined } })
      const farUnits = far.get(UnitOfWork)
      const silence = () => {
        network.silence()
        setTimeout(() => network.cut(), 100)
      }
      const failureOf = async (change: Promise<unknown>) => {
        const failure = await change.catch((error: unknown) => error)
        network.clear()
        return failure
      }
      const committing = farUnits.run(async (tx) => {
        await add('committed, perhaps')(tx)
        silence()
      })
      const seen = [await failureOf(committing)]
      const isBack = () => farUnits.reads.query('SELECT 1 AS one').catch(() => undefined)
      while (!(await isBack()));
      silence()
      seen.push(await failureOf(add('written, perhaps')(farUnits.writes)))
      await far.close()
      await network.stop()
      expect(seen).toEqual([expect.any(OutcomeUnknown), expect.any(OutcomeUnknown)])
    })

    it('lets one node at a time do what is exclusive (SEC-433)', async () => {
      let [inside, most] = [0, 0]
      await parallel(
        () =>
          context.get(AdvisoryLocks).hold(locks.seeds, async () => {
            most = Math.max(most, ++inside)
            await units.run(select)
            inside -= 1
          }),
        5,
      )
      expect(most).toBe(1)
    })
  })

  onSqlite('beside another process on the same file', () => {
    const Database = jest.requireActual<SqliteConstructor>('better-sqlite3')

    it('writes what it decided by reading, though the other wants to write meanwhile (SEC-431)', async () => {
      const other = new Database(path(), { timeout: 0 })
      await units.run(async (tx) => {
        expect(await select(tx)).toEqual([])
        expect(() => other.exec("INSERT INTO marks (name) VALUES ('the other')")).toThrow('locked')
        await add('ours')(tx)
      })
      other.exec("INSERT INTO marks (name) VALUES ('the other')")
      other.close()
      expect(await names()).toEqual(['ours', 'the other'])
    })

    it('works again after the other kept it waiting for too long (SEC-434, SEC-435)', async () => {
      const other = new Database(path(), { timeout: 0 })
      await context.dataSource.query('PRAGMA busy_timeout = 0')
      other.exec('BEGIN IMMEDIATE')
      for (const name of ['one', 'two']) await expect(units.run(add(name))).rejects.toThrow('locked')
      other.exec('ROLLBACK')
      await units.run(add('three'))
      other.exec("INSERT INTO marks (name) VALUES ('the other')")
      expect(await names()).toEqual(['the other', 'three'])
      await context.dataSource.query('PRAGMA busy_timeout = 4000')
      other.close()
    })

    it('works again after SQLite has rolled back by itself (SEC-435)', async () => {
      const failing = units.run(async (tx) => {
        await tx.query('ROLLBACK')
        throw new TypeError('a fault of ours')
      })
      await expect(failing).rejects.toThrow('a fault of ours')
      await units.run(add('one'))
      expect(await names()).toEqual(['one'])
    })

    it('waits until the other has written (SEC-435)', async () => {
      const script = `const db = new (require('better-sqlite3'))(process.argv[1])
        db.exec("BEGIN IMMEDIATE; INSERT INTO marks (name) VALUES ('the other')")
        process.stdout.write('writing')
        setTimeout(() => { db.exec('COMMIT'); db.close() }, 200)`
      const other = spawn(process.execPath, ['-e', script, path()], { stdio: ['ignore', 'pipe', 'inherit'] })
      const ended = once(other, 'exit')
      await once(other.stdout, 'data')
      await units.run(async (tx) => {
        expect(await select(tx)).toHaveLength(1)
        await add('ours')(tx)
      })
      await ended
      expect(await names()).toEqual(['ours', 'the other'])
    })
  })
})

interface SqliteConstructor {
  new (path: string, options: { readonly timeout: number }): { exec(sql: string): void; close(): void }
}
