import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'

declare const DATABASE: 'sqlite' | 'postgres'

/** Which database the specs of this run are on. */
export const databaseKind = DATABASE

/** An empty database of its own, for one spec. */
export interface TestDatabase {
  readonly url: string
  readonly drop: () => Promise<void>
}

export async function testDatabase(): Promise<TestDatabase> {
  return databaseKind === 'postgres' ? postgres() : sqlite()
}

const sqlite = (): TestDatabase => {
  const folder = mkdtempSync(join(tmpdir(), 'aldgate-'))
  const drop = async () => rmSync(folder, { recursive: true, force: true })
  return { url: `sqlite://${join(folder, 'test.sqlite')}`, drop }
}

const postgres = async (): Promise<TestDatabase> => {
  const server = process.env['TEST_DATABASE_URL'] ?? process.env['TEST_PG'] ?? ''
  const name = `aldgate_${randomUUID().replaceAll('-', '')}`
  const run = async (sql: string) => {
    const client = new Client({ connectionString: server })
    await client.connect()
    try {
      await client.query(sql)
    } finally {
      await client.end()
    }
  }
  await run(`CREATE DATABASE ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) }
}

const describeOn = (kind: typeof databaseKind) => (title: string, body: () => void) => {
  if (databaseKind === kind) describe(title, body)
}

/** Rules that only one of the databases has. */
export const onSqlite = describeOn('sqlite')
export const onPostgres = describeOn('postgres')
