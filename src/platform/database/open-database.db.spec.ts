import { chmodSync, statSync } from 'node:fs'
import type { DataSource } from 'typeorm'
import { migrations } from '../../../migrations/migrations'
import { emptyDatabase, onSqlite } from '../../../test/support/test-database'
import type { TestDatabase } from '../../../test/support/test-database'
import { testSettings } from '../../../test/support/test-settings'
import { toDataSourceOptions } from './database-options'
import { openDatabase } from './open-database'

describe('a database that is opened', () => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await emptyDatabase()
  })
  afterEach(() => database.drop())

  const openThen = async (when: 'on-start' | 'off', work: (dataSource: DataSource) => Promise<unknown> = async () => undefined) => {
    const options = toDataSourceOptions(testSettings({ DATABASE_URL: database.url }).database.location)
    const dataSource = await openDatabase(options, when)
    try {
      return await work(dataSource)
    } finally {
      await dataSource.destroy()
    }
  }
  const last = migrations.map((migration) => new migration().name as string).at(-1)

  it('gets the schema of this version, and is left alone when it has it (SEC-447)', async () => {
    const names = async (dataSource: DataSource) => (await dataSource.query<object[]>('SELECT name FROM migrations')).length
    for (const when of ['on-start', 'on-start', 'off'] as const) expect(await openThen(when, names)).toBe(migrations.length)
  })

  it('is refused where its schema is older and MIGRATE is off, and nothing is changed (SEC-447, SEC-453)', async () => {
    await expect(openThen('off')).rejects.toThrow(
      /^the database lacks migrations of this version \(.*\): run "aldgate migrate", or set MIGRATE=on-start$/,
    )
    await openThen('on-start', (dataSource) => dataSource.undoLastMigration({ transaction: 'all' }))
    await expect(openThen('off')).rejects.toThrow(`(${last})`)
    await openThen('on-start')
  })

  it('is refused where a newer version has migrated it, whatever MIGRATE says (SEC-447, SEC-453)', async () => {
    const insert = `INSERT INTO migrations (timestamp, name) VALUES (1999000000000, 'FromTheFuture1999000000000')`
    await openThen('on-start', (dataSource) => dataSource.query(insert))
    for (const when of ['on-start', 'off'] as const)
      await expect(openThen(when)).rejects.toThrow(
        'the database was migrated by a newer version (FromTheFuture1999000000000): start that version, or restore a backup of before the upgrade',
      )
  })

  onSqlite('on SQLite', () => {
    const modeOf = (file: string) => statSync(file).mode & 0o777

    it('is readable by its owner alone, with the files beside it, also where it was not before (SEC-442)', async () => {
      const path = database.url.slice('sqlite://'.length)
      const files = [path, `${path}-wal`, `${path}-shm`]
      const modes = async () => files.map((file) => modeOf(file))
      const write = async (dataSource: DataSource) => {
        await dataSource.query('CREATE TABLE IF NOT EXISTS marks (name varchar(20))')
        return modes()
      }
      expect(await openThen('on-start', write)).toEqual([0o600, 0o600, 0o600])
      chmodSync(path, 0o644)
      expect(await openThen('off', write)).toEqual([0o600, 0o600, 0o600])
    })
  })
})
