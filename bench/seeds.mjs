// How long seeds take: loaded for the first time, again without a change, and again with one entry changed. Fails where one that has not
// changed takes a second.
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { stringify } from 'yaml'
import { rounded } from './measure/statistics.mjs'
import { changeOne, makeSeeds } from './seeds/make-seed.mjs'

const { startPostgres } = createRequire(import.meta.url)('../test/support/embedded-postgres.cjs')
const loadProcess = new URL('./seeds/load-process.mjs', import.meta.url).pathname
const longestReload = 1_000
const formats = { yaml: stringify, json: (seed) => JSON.stringify(seed, null, 1) }

const { values } = parseArgs({
  options: {
    databases: { type: 'string', default: 'sqlite,postgres' },
    formats: { type: 'string', default: 'yaml,json' },
    of: { type: 'string', default: 'clients,users,both' },
    count: { type: 'string', default: '5000' },
  },
})

/** An empty database for as long as the work takes. */
const onDatabase = {
  sqlite: (folder, work) => work(`sqlite://${join(mkdtempSync(join(folder, 'database-')), 'aldgate.sqlite')}`),
  postgres: async (_, work) => {
    const postgres = await startPostgres([])
    return Promise.resolve(work(postgres.url)).finally(() => postgres.stop())
  },
}

function load(path, databaseUrl, key) {
  const environment = {
    PATH: process.env.PATH,
    NODE_ENV: 'test',
    ISSUER: 'http://127.0.0.1:3000',
    DATABASE_URL: databaseUrl,
    KEY_ENCRYPTION_KEY: key,
    PASSWORD_HASH: 'argon2id,m=19456,t=2,p=1',
    MIGRATE: 'on-start',
  }
  return JSON.parse(execFileSync(process.execPath, [loadProcess, path], { env: environment, encoding: 'utf8' }))
}

function measure(seed, format, databaseUrl, folder) {
  const key = randomBytes(32).toString('base64')
  const write = (name, content) => {
    const path = join(folder, `${name}.${format}`)
    writeFileSync(path, formats[format](content))
    return path
  }
  const [path, changed] = [write('seed', seed), write('changed', changeOne(seed))]
  const [first, again, one] = [load(path, databaseUrl, key), load(path, databaseUrl, key), load(changed, databaseUrl, key)]
  if (!again.lines.every((line) => !/created|updated/.test(line))) throw new Error(`what has not changed was written: ${again.lines}`)
  return { first, again, one }
}

/** Milliseconds on the clock, and of the process' CPU time. */
const toColumns = (loads) =>
  Object.fromEntries(
    Object.entries(loads).flatMap(([name, { milliseconds, cpuMilliseconds }]) => [
      [`${name}, ms`, rounded(milliseconds, 0)],
      [`${name}, CPU ms`, rounded(cpuMilliseconds, 0)],
    ]),
  )

const folder = mkdtempSync(join(tmpdir(), 'aldgate-seeds-'))
const results = []
try {
  const seeds = makeSeeds(Number(values.count))
  for (const database of values.databases.split(','))
    for (const format of values.formats.split(','))
      for (const of of values.of.split(',')) {
        const { first, again, one } = await onDatabase[database](folder, (url) => measure(seeds[of], format, url, folder))
        results.push({ database, format, of, ...toColumns({ first, unchanged: again, 'one changed': one }) })
        if (again.milliseconds > longestReload) process.exitCode = 1
      }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
console.table(results)
