import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { copyMigratedFile, createMigrated } from './migrated-template'

declare const DATABASE: 'sqlite' | 'postgres'

/** Which database the specs of this run are on. */
export const databaseKind = DATABASE

/** A database of its own, for one spec. */
export interface TestDatabase {
  readonly url: string
  readonly drop: () => Promise<void>
}

/** A database with today's schema and no rows. */
export const testDatabase = async (): Promise<TestDatabase> =>
  databaseKind === 'postgres' ? postgres(createMigrated) : sqlite(copyMigratedFile)

/** A database without a schema, for specs about migrating. */
export const emptyDatabase = async (): Promise<TestDatabase> =>
  databaseKind === 'postgres' ? postgres((client, _, name) => client.query(`CREATE DATABASE ${name}`)) : sqlite(async () => {})

async function sqlite(prepare: (path: string) => Promise<void>): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'aldgate-'))
  const path = join(folder, 'test.sqlite')
  await prepare(path)
  return { url: `sqlite://${path}`, drop: async () => rmSync(folder, { recursive: true, force: true }) }
}

async function postgres(create: (client: Client, server: URL, name: string) => Promise<unknown>): Promise<TestDatabase> {
  const server = new URL(process.env['TEST_DATABASE_URL'] ?? process.env['TEST_PG'] ?? '')
  const name = `aldgate_${randomUUID().replaceAll('-', '')}`
  const connected = async (work: (client: Client) => Promise<unknown>) => {
    const client = new Client({ connectionString: server.href })
    await client.connect()
    try {
      await work(client)
    } finally {
      await client.end()
    }
  }
  await connected((client) => create(client, server, name))
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => connected((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)) }
}

const describeOn = (kind: typeof databaseKind) => (title: string, body: () => void) => {
  if (databaseKind === kind) describe(title, body)
}

/** Rules that only one of the databases has. */
export const onSqlite = describeOn('sqlite')
export const onPostgres = describeOn('postgres')
