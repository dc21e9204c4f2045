import { execFileSync } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { commandLine } from './command-line'
import { copyIn, copyOut } from './copy-stream'
import type { TestDatabase } from './test-database'

type At = Pick<TestDatabase, 'url'>

/** Puts what was copied into an empty database. */
type Restore = (to: At) => Promise<void>

/** Copies a database that is being worked on, as docs/operations.md says. */
export async function backUp(database: At, folder: string): Promise<Restore> {
  if (database.url.startsWith('sqlite')) return backUpFile(database, join(folder, 'copy.sqlite'))
  return (await hasPgDump(database)) ? dump(database, join(folder, 'copy.dump')) : copyTables(database)
}

async function backUpFile(database: At, file: string): Promise<Restore> {
  const { output, exitCode } = await commandLine(database).run('backup', file)
  if (exitCode !== 0) throw new Error(output)
  return async ({ url }) => copyFileSync(file, url.slice('sqlite://'.length))
}

async function dump({ url }: At, file: string): Promise<Restore> {
  execFileSync('pg_dump', ['--format=custom', `--file=${file}`, url])
  return async (to) => void execFileSync('pg_restore', ['--exit-on-error', '--no-owner', `--dbname=${to.url}`, file])
}

/**
 * Where pg_dump is not: the tests' PostgreSQL comes without its tools. Every table as of one moment, by COPY in one snapshot, which is what
 * pg_dump does.
 */
async function copyTables(database: At): Promise<Restore> {
  const copies = await withClient(database, async (client) => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const { rows } = await client.query<{ name: string }>("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'")
    const found = new Map<string, Uint8Array>()
    for (const { name } of rows) found.set(name, await copyOut(client, name))
    await client.query('COMMIT')
    return found
  })
  return async (to) => {
    await commandLine(to).run('migrate')
    await withClient(to, async (client) => {
      await client.query(`TRUNCATE ${[...copies.keys()].join(', ')}`)
      for (const [name, rows] of copies) await copyIn(client, name, rows)
    })
  }
}

/** Whether there is a pg_dump that this server's databases can be copied with: one of its version, or a newer one. */
async function hasPgDump(database: At): Promise<boolean> {
  try {
    const [, own] = /(\d+)\./.exec(execFileSync('pg_dump', ['--version'], { encoding: 'utf8', stdio: 'pipe' })) ?? []
    return Number(own) >= (await withClient(database, serverVersion))
  } catch {
    return false
  }
}

const serverVersion = async (client: Client): Promise<number> =>
  Number.parseInt((await client.query<{ server_version: string }>('SHOW server_version')).rows[0]?.server_version ?? '', 10)

async function withClient<Result>({ url }: At, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
