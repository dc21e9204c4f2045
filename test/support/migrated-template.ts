import { createHash } from 'node:crypto'
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Client, DatabaseError } from 'pg'
import { toDataSourceOptions } from '#platform/database/database-options'
import type { DatabaseLocation } from '#platform/database/database-options'
import { openDatabase } from '#platform/database/open-database'

const root = join(__dirname, '..', '..')
const cache = join(root, 'node_modules', '.cache', 'aldgate-test')
const lock = 4_207_849_400
const noSuchDatabase = '3D000'

/** What the migrations are: a template is made anew when one of them changes. */
const version = createHash('sha256')
for (const name of readdirSync(join(root, 'migrations')).toSorted()) version.update(readFileSync(join(root, 'migrations', name)))
const templateName = `aldgate_template_${version.digest('hex').slice(0, 16)}`

async function migrateNew(location: DatabaseLocation): Promise<void> {
  const dataSource = await openDatabase(toDataSourceOptions(location), 'on-start')
  await dataSource.destroy()
}

/** Puts a migrated database where there is none: a copy of one that was migrated once for all specs. */
export async function copyMigratedFile(path: string): Promise<void> {
  const template = join(cache, `${templateName}.sqlite`)
  if (!existsSync(template)) {
    mkdirSync(cache, { recursive: true })
    const unfinished = `${template}.${process.pid}`
    rmSync(unfinished, { force: true })
    await migrateNew({ kind: 'sqlite', path: unfinished })
    renameSync(unfinished, template)
  }
  copyFileSync(template, path)
  chmodSync(path, 0o600)
}

/** The same on the PostgreSQL server that the client is connected to; url is the server's. */
export async function createMigrated(client: Client, url: URL, name: string): Promise<void> {
  const create = () => client.query(`CREATE DATABASE ${name} TEMPLATE ${templateName}`)
  try {
    await create()
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== noSuchDatabase) throw error
    await makeTemplate(client, url)
    await create()
  }
}

/** One worker makes it while the others wait; under its name it is only found once it is complete. */
async function makeTemplate(client: Client, url: URL): Promise<void> {
  await client.query(`SELECT pg_advisory_lock(${lock})`)
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [templateName])
    if (rowCount === 1) return
    const unfinished = `${templateName}_unfinished`
    await client.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`)
    await client.query(`CREATE DATABASE ${unfinished}`)
    const own = new URL(url)
    own.pathname = `/${unfinished}`
    await migrateNew({ kind: 'postgres', url: own.href })
    await client.query(`ALTER DATABASE ${unfinished} WITH ALLOW_CONNECTIONS false`)
    await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${templateName}`)
  } finally {
    await client.query(`SELECT pg_advisory_unlock(${lock})`)
  }
}
