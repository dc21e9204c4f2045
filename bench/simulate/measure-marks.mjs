import { createRequire } from 'node:module'
import { join } from 'node:path'
import { random } from '../drive/keys.mjs'
import { withStore } from './redis-store.mjs'

const require = createRequire(import.meta.url)
require('reflect-metadata')
const built = (path) => require(`../../dist/src/${path}.js`)
const { startPostgres } = require('../../test/support/embedded-postgres.cjs')

const parallels = [1, 8, 32]
const seconds = 3
/** The best counts: what else the machine does makes a ceiling lower, never higher. */
const rounds = 3
/** Marks that live at a few thousand requests a second. */
const standing = 1_000_000
const lifetime = 300

/** What a token request uses up at once: an assertion and a proof. */
const usesOf = () => {
  const expiresAt = Math.floor(Date.now() / 1000) + lifetime
  return [
    { purpose: 'client-assertion', maker: 'bench-client', id: random(), expiresAt },
    { purpose: 'dpop-proof', maker: 'a-thumbprint', id: random(), expiresAt },
  ]
}

/** How often a second something is done, by so many at once. */
async function rateOf(work, parallel) {
  const until = performance.now() + seconds * 1000
  const loop = async (index) => {
    let done = 0
    for (; performance.now() < until; done++) await work(index)
    return done
  }
  const done = await Promise.all(Array.from({ length: parallel }, (_, index) => loop(index)))
  return Math.round(done.reduce((sum, one) => sum + one, 0) / seconds)
}

async function ratesOf(work) {
  const rates = Object.fromEntries(parallels.map((parallel) => [parallel, 0]))
  for (let round = 0; round < rounds; round++)
    for (const parallel of parallels) rates[parallel] = Math.max(rates[parallel], await rateOf(work, parallel))
  return rates
}

const open = (location) =>
  built('database/open-database').openDatabase(built('database/database-options').toDataSourceOptions(location), 'on-start')

/** The server's own class, on a table that has a million marks already. */
async function marksOn(location, fill) {
  const dataSource = await open(location)
  const marks = new (built('replay/replay-marks').ReplayMarks)(new (built('database/unit-of-work').UnitOfWork)(dataSource))
  try {
    if (fill) await dataSource.query(fill)
    return await ratesOf(() => marks.spend(usesOf()))
  } finally {
    await dataSource.destroy()
  }
}

const fillSqlite = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${standing})
  INSERT INTO replay_marks (mark, expires_at) SELECT lower(hex(randomblob(21))), 4000000000 + i % 300 FROM n`
const fillPostgres = `INSERT INTO replay_marks (mark, expires_at)
  SELECT md5(random()::text) || substr(md5(i::text), 1, 11), 4000000000 + i % 300 FROM generate_series(1, ${standing}) AS i`

async function onPostgres() {
  const postgres = await startPostgres([])
  const { Client } = require('pg')
  const client = new Client({ connectionString: postgres.url })
  const location = { kind: 'postgres', url: postgres.url }
  try {
    await client.connect()
    // A statement of the server's may take four seconds, and the filling takes longer.
    await (await open(location)).destroy()
    await client.query(fillPostgres)
    await client.query('VACUUM ANALYZE replay_marks')
    return { postgres: await marksOn(location) }
  } finally {
    await client.end()
    await postgres.stop()
  }
}

const toCommands = (uses) => uses.map(({ id }) => ['SET', id, '1', 'NX', 'EX', String(lifetime)])

async function ratesOnStore(connections) {
  const work = (index) => connections[index].send(toCommands(usesOf()))
  const lazily = await ratesOf(work)
  await connections[0].send([['CONFIG', 'SET', 'appendfsync', 'always']])
  return { 'redis, the disk once a second': lazily, 'redis, the disk each time': await ratesOf(work) }
}

/** How many requests a second can have their marks set, each two by one statement. */
export async function measureMarks({ folder }) {
  const sqlite = await marksOn({ kind: 'sqlite', path: join(folder, 'marks.sqlite') }, fillSqlite)
  return { sqlite, ...(await onPostgres()), ...(await withStore(join(folder, 'store'), Math.max(...parallels), ratesOnStore)) }
}
