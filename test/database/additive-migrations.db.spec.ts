import { DataSource } from 'typeorm'
import type { Logger } from 'typeorm'
import { migrations } from '../../migrations/migrations'
import { parseDatabaseUrl } from '#platform/config/values/parse-database-url'
import { toDataSourceOptions } from '#platform/database/database-options'
import { onPostgres, emptyDatabase } from '../support/test-database'
import { columnsAddedBy, findBreak, tablesMadeBy } from './support/find-break'

/** Made before there was a release: no node of another version has worked beside it. */
const beforeTheFirstRelease: readonly string[] = [
  'RotateSigningKeys1792100000000',
  'IndexWhatIsSwept1792900000000',
  'IndexWaitingRequests1793000000000',
  'IndexLiveGrants1793400000000',
  'DeriveDisabled1793500000000',
]

describe('a statement of a migration', () => {
  it.each([
    'ALTER TABLE "users" DROP COLUMN "language"',
    'DROP TABLE "users"',
    'DROP INDEX "public"."users_canonical_username"',
    'ALTER TABLE "users" RENAME COLUMN "sub" TO "id"',
    'ALTER TABLE users ADD language varchar(35) NOT NULL',
    'ALTER TABLE users ALTER COLUMN language SET NOT NULL',
    'alter table users alter language type text',
    'ALTER TABLE "users" ADD CONSTRAINT "c" CHECK (sub <> \'\')',
    'CREATE UNIQUE INDEX "i" ON "users" ("sub")',
    'DELETE FROM users',
    'TRUNCATE users',
  ])('that would break the version before is found: %s (SEC-447)', (sql) => {
    expect(findBreak(sql)).toContain(sql)
    expect(findBreak(sql, new Set(['grants']))).toContain(sql)
  })

  it.each([
    'ALTER TABLE "users" ADD "language" character varying(35)',
    "ALTER TABLE users ADD language varchar(35) NOT NULL DEFAULT 'en'",
    'ALTER TABLE users ALTER COLUMN language DROP NOT NULL',
    'CREATE INDEX "i" ON "users" ("language")',
    'CREATE TABLE "t" ("id" varchar NOT NULL)',
    'UPDATE signing_keys SET signing_at = created_at',
    'SELECT * FROM users WHERE "drop" IS NOT NULL',
  ])('that only adds is let through: %s (SEC-447)', (sql) => expect(findBreak(sql)).toBeUndefined())

  it('may do as it likes with a table that its migration makes (SEC-447)', () => {
    const own = tablesMadeBy(['CREATE TABLE "t" ("id" varchar NOT NULL)'])
    expect(findBreak('CREATE UNIQUE INDEX "i" ON "t" ("id")', own)).toBeUndefined()
  })
})

describe('a column that a migration adds', () => {
  it('may be unique where it may be empty: older versions leave it so (SEC-447)', () => {
    const added = columnsAddedBy(['ALTER TABLE "users" ADD "email" varchar', 'ALTER TABLE "users" ADD "n" int NOT NULL DEFAULT 1'])
    expect(findBreak('CREATE UNIQUE INDEX "i" ON "users"  ("email") ', new Set(), added)).toBeUndefined()
    for (const columns of ['"n"', '"sub"', '"email", "sub"'])
      expect(findBreak(`CREATE UNIQUE INDEX "i" ON "users" (${columns})`, new Set(), added)).toContain('forbids')
    expect(findBreak('CREATE UNIQUE INDEX "i" ON "users" ("email") WHERE email IS NULL', new Set(), added)).toContain('forbids')
  })
})

onPostgres('the migrations', () => {
  it('only add: nodes of the version before work on beside them (SEC-447)', async () => {
    const database = await emptyDatabase()
    const ran: string[] = []
    const logger = { logQuery: (sql: string) => void ran.push(sql) } as unknown as Logger
    const options = toDataSourceOptions(parseDatabaseUrl(database.url))
    const dataSource = await new DataSource({ ...options, logging: ['query'], logger }).initialize()
    const runner = dataSource.createQueryRunner()
    const breaking = new Map<string, readonly string[]>()
    for (const Migration of migrations) {
      ran.length = 0
      await new Migration().up(runner)
      expect(ran).not.toEqual([])
      const own = tablesMadeBy(ran)
      const added = columnsAddedBy(ran)
      const found = ran.flatMap((sql) => findBreak(sql, own, added) ?? [])
      if (found.length > 0) breaking.set(Migration.name, found)
    }
    await runner.release()
    await dataSource.destroy()
    await database.drop()
    expect([...breaking].filter(([name]) => !beforeTheFirstRelease.includes(name))).toEqual([])
    expect([...breaking.keys()]).toEqual(beforeTheFirstRelease)
  })
})
