import { Client } from 'pg'
import { DataSource } from 'typeorm'
import { LogoutReceiver } from '../support/logout-receiver'
import { overhearStatements } from '../support/overhear-statements'
import type { Statement } from '../support/overhear-statements'
import { databaseKind, testDatabase } from '../support/test-database'
import type { TestDatabase } from '../support/test-database'
import { startServer } from '../support/test-server'
import { allTraffic, trafficSeed } from './support/all-traffic'
import { growingTables, growTables } from './support/growing-tables'
import { scansOfPostgres, scansOfSqlite } from './support/scans'

/** The whole server is asked for everything it does, and its tables grow to a million rows. */
const patience = 180_000

/** A question that no index answers: it must be noticed. */
const unindexed = { sql: "SELECT id FROM grants WHERE acr = 'none' AND ended_at IS NULL", values: [] }

describe('what the server asks its database', () => {
  const statements = new Map<string, Statement>()
  let database: TestDatabase
  beforeAll(async () => {
    const receiver = await new LogoutReceiver().start()
    database = await testDatabase()
    const environment = { DATABASE_URL: database.url, ALDGATE_OUTBOUND_ALLOW: '127.0.0.1', ALDGATE_METRICS_ALLOW: '127.0.0.1' }
    const server = await startServer({ seed: trafficSeed(receiver), environment })
    const heard: Statement[] = []
    const stop = overhearStatements(heard)
    await allTraffic(server, receiver)
    stop()
    for (const statement of heard.filter(isAboutRows)) statements.set(statement.sql, statement)
    await server.close()
    await receiver.stop()
  }, patience)
  afterAll(() => database.drop())

  it('is heard: every table that grows is read, written and swept', () => {
    const sql = [...statements.keys()]
    const isAsked = (table: string) => sql.some((one) => new RegExp(`\\b(?:FROM|INTO|UPDATE) "?${table}\\b`).test(one))
    expect(growingTables.filter((table) => !isAsked(table))).toEqual([])
    expect(sql.length).toBeGreaterThan(60)
  })

  it(
    'is found by an index, never by reading a table that grows from its beginning (SEC-445)',
    async () => {
      const scans = databaseKind === 'postgres' ? await onPostgres() : await onSqlite()
      expect(scans).toEqual([])
    },
    patience,
  )

  const onSqlite = async () => {
    const file = await new DataSource({ type: 'better-sqlite3', database: database.url.slice('sqlite://'.length) }).initialize()
    expect(await scansOfSqlite(file, unindexed)).toHaveLength(1)
    const scans: string[] = []
    for (const statement of statements.values()) scans.push(...(await scansOfSqlite(file, statement)))
    await file.destroy()
    return scans
  }

  const onPostgres = async () => {
    const client = new Client({ connectionString: database.url })
    await client.connect()
    await growTables(client)
    expect(await scansOfPostgres(client, unindexed)).toHaveLength(1)
    const scans: string[] = []
    for (const statement of statements.values()) scans.push(...(await scansOfPostgres(client, statement)))
    await client.end()
    return scans
  }
})

const isAboutRows = ({ sql }: Statement) =>
  /^\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH)\b/i.test(sql) && growingTables.some((table) => sql.includes(table))
