import { DataSource } from 'typeorm'
import { useServer } from '../support/use-server'
import { migrations } from '../../migrations/migrations'
import { databaseKind } from '../support/test-database'

const byName = (one = '', another = '') => one.localeCompare(another)

describe('the schema', () => {
  const server = useServer({ seed: {} })
  let dataSource: DataSource
  beforeAll(async () => {
    dataSource = server.app.get(DataSource)
  })

  const difference = async () => (await dataSource.driver.createSchemaBuilder().log()).upQueries.map(({ query }) => query)
  const allTables = async () => {
    const sql = {
      sqlite: `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'`,
      postgres: `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
    }
    return (await dataSource.query<{ name: string }[]>(sql[databaseKind])).map(({ name }) => name).toSorted(byName)
  }
  const tables = async () => {
    const runner = dataSource.createQueryRunner()
    const found = await runner.getTables(dataSource.entityMetadatas.map(({ tableName }) => tableName))
    await runner.release()
    return found.map(({ name }) => name.split('.').at(-1)).toSorted(byName)
  }

  it('is what the entities say, on either database (SEC-447)', async () => {
    expect(await allTables()).toEqual([...dataSource.entityMetadatas.map(({ tableName }) => tableName), 'migrations'].toSorted(byName))
    expect(await difference()).toEqual([])
  })

  it('has nothing left to migrate after the start (SEC-447)', async () => {
    expect(await dataSource.showMigrations()).toBe(false)
  })

  it('goes back and comes again (SEC-447)', async () => {
    const all = await tables()
    for (const _ of migrations) await dataSource.undoLastMigration({ transaction: 'all' })
    expect(await tables()).toEqual([])
    await dataSource.runMigrations({ transaction: 'all' })
    expect(await tables()).toEqual(all)
    expect(await difference()).toEqual([])
  })

  it('backs every rule of one time by a constraint (SEC-437)', () => {
    const unique = dataSource.entityMetadatas.flatMap(({ tableName, indices, primaryColumns }) => [
      `${tableName}: ${primaryColumns.map(({ databaseName }) => databaseName).join(', ')}`,
      ...indices.filter(({ isUnique }) => isUnique).map(({ columns }) => `${tableName}: ${columns.map((c) => c.databaseName).join(', ')}`),
    ])
    expect(unique).toEqual(
      expect.arrayContaining([
        'replay_marks: mark',
        'authorization_codes: code_digest',
        'authorization_codes: interaction_id',
        'refresh_tokens: token_digest',
        'pushed_requests: handle_digest',
        'users: canonical_username',
        'sessions: handle_digest',
        'signing_keys: algorithm',
      ]),
    )
  })
})
