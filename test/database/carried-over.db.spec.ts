import { DataSource } from 'typeorm'
import { migrations } from '../../migrations/migrations'
import { migrate } from '#platform/database/migrate'
import { toDataSourceOptions } from '#platform/database/database-options'
import { emptyDatabase } from '../support/test-database'
import type { TestDatabase } from '../support/test-database'
import { testSettings } from '../support/test-settings'

describe('what an older version has written', () => {
  let database: TestDatabase
  let dataSource: DataSource
  beforeEach(async () => {
    database = await emptyDatabase()
    dataSource = await new DataSource(toDataSourceOptions(testSettings({ DATABASE_URL: database.url }).database.location)).initialize()
    await migrate(dataSource)
  })
  afterEach(async () => {
    await dataSource.destroy()
    await database.drop()
  })

  /** Takes the schema back to before a migration. */
  const goBackBefore = async (name: string) => {
    const later = migrations.map((migration) => new migration().name as string)
    for (const _ of later.slice(later.indexOf(name))) await dataSource.undoLastMigration({ transaction: 'all' })
  }

  it('stays: signing keys sign on, from when they were made (SEC-447)', async () => {
    await goBackBefore('RotateSigningKeys1792100000000')
    const columns = '(kid, algorithm, state, public_jwk, sealed_private_jwk, created_at)'
    await dataSource.query(`INSERT INTO signing_keys ${columns} VALUES ('a-kid', 'ES256', 'signing', '{"kty":"EC"}', 'id.sealed', 1234)`)
    await migrate(dataSource)
    const [key] = await dataSource.query<Record<string, unknown>[]>('SELECT * FROM signing_keys')
    expect(key).toMatchObject({
      kid: 'a-kid',
      state: 'signing',
      public_jwk: '{"kty":"EC"}',
      sealed_private_jwk: 'id.sealed',
      retired_at: null,
    })
    expect([Number(key?.['created_at']), Number(key?.['signing_at'])]).toEqual([1234, 1234])
    await expect(
      dataSource.query(`INSERT INTO signing_keys ${columns} VALUES ('b-kid', 'ES256', 'signing', '{}', 'x', 1)`),
    ).rejects.toThrow(/unique/i)
  })

  it('stays: resources remember what they knew, for grants and consents that do not say where their scopes count (SEC-214, SEC-447)', async () => {
    await goBackBefore('SayWhereScopesCount1793300000000')
    await dataSource.query(`INSERT INTO resources (resource, scopes) VALUES ('https://api.example.com', '["read"]')`)
    await migrate(dataSource)
    await dataSource.query(`INSERT INTO resources (resource, scopes) VALUES ('https://later.example.com', '["read"]')`)
    const rows = await dataSource.query<Record<string, unknown>[]>('SELECT early_scopes FROM resources ORDER BY resource')
    expect(rows).toEqual([{ early_scopes: '["read"]' }, { early_scopes: null }])
  })

  it('stays: people are found by the claims that their accounts had (contract: People, SEC-447)', async () => {
    await goBackBefore('AddGroupsAndAttributes1794000000000')
    const columns = '(sub, username, canonical_username, claims, created_at, updated_at)'
    await dataSource.query(`INSERT INTO users ${columns} VALUES ('s-1', 'alice', 'alice', '{"email":"Alice@Example.com"}', 1, 1)`)
    await dataSource.query(`INSERT INTO users ${columns} VALUES ('s-2', 'bob', 'bob', '{}', 1, 1)`)
    await migrate(dataSource)
    expect(await dataSource.query('SELECT * FROM attribute_values')).toEqual([
      { sub: 's-1', attribute: 'email', value: 'alice@example.com' },
    ])
  })
})
