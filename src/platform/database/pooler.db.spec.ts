import { onPostgres, testDatabase } from '../../../test/support/test-database'
import type { TestDatabase } from '../../../test/support/test-database'
import { startContext } from '../../../test/support/test-context'
import type { TestContext } from '../../../test/support/test-context'
import { TransactionPooler } from '../../../test/support/transaction-pooler'
import { AdvisoryLocks, locks } from './advisory-locks'
import { insertIfAbsent } from './rows'
import { UnitOfWork } from './unit-of-work'

/** What belongs to a connection, and not to a transaction. */
const ofConnection =
  /^\s*(?:SET (?!LOCAL|TRANSACTION)|PREPARE|LISTEN|DECLARE .* WITH HOLD)|pg_(?:try_)?advisory_(?:lock|unlock)|set_config\([^)]*false/i

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
