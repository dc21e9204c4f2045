import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { DataSource } from 'typeorm'
import { Clock } from '#platform/clock/clock'
import { parseDatabaseUrl } from '#platform/config/values/parse-database-url'
import { toDataSourceOptions } from '#platform/database/database-options'
import { e2eSeed, keys } from '../support/e2e-seed'
import { RelyingParty, toForm } from '../support/relying-party'
import { testDatabase } from '../support/test-database'
import type { TestDatabase } from '../support/test-database'
import { eventually } from './support/eventually'
import { ServerNode } from './support/server-node'

const delaySeconds = 2

const sqliteFile = (): TestDatabase => {
  const folder = mkdtempSync(join(tmpdir(), 'aldgate-drain-'))
  return { url: `sqlite://${join(folder, 'test.sqlite')}`, drop: async () => rmSync(folder, { recursive: true }) }
}

describe.each([
  ['PostgreSQL', testDatabase],
  ['SQLite', async () => sqliteFile()],
] as const)('a node on %s that gets SIGTERM', (_, makeDatabase) => {
  let database: TestDatabase
  let node: ServerNode
  let machine: RelyingParty
  beforeEach(async () => {
    database = await makeDatabase()
    node = await ServerNode.prepare({
      NODE_ENV: 'test',
      DATABASE_URL: database.url,
      KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      PASSWORD_HASH: 'argon2id,m=1024,t=1,p=1',
      SEED: JSON.stringify(e2eSeed),
      LOG_LEVEL: 'warn',
      SHUTDOWN_DELAY: String(delaySeconds),
    })
    machine = new RelyingParty({ issuer: `http://localhost:${node.port}`, clock: new Clock() }, 'machine', keys.machine)
    await node.start()
  })
  afterEach(async () => {
    await node.stop('SIGKILL')
    await database.drop()
  })

  const tokenRequest = () => ({
    body: toForm({ ...machine.authentication(), grant_type: 'client_credentials' }),
    headers: { dpop: machine.proof('POST', machine.url('/token')), connection: 'close' },
  })
  const getToken = async () => (await fetch(machine.url('/token'), { method: 'POST', ...tokenRequest() })).status
  const ready = async () => (await fetch(`${node.origin}/health/ready`, { headers: { connection: 'close' } })).status
  /** What a caller sees that asks again and again: the statuses until nobody takes a connection any more. */
  const askOn = async (seen: number[] = []): Promise<readonly number[]> => {
    const status = await getToken().catch(() => undefined)
    return status === undefined ? seen : askOn([...seen, status])
  }
  const rows = async (sql: string): Promise<readonly object[]> => {
    const dataSource = await new DataSource(toDataSourceOptions(parseDatabaseUrl(database.url))).initialize()
    const found = await dataSource.query<object[]>(sql)
    await dataSource.destroy()
    return found
  }

  it('says that it is not ready, works on for SHUTDOWN_DELAY, finishes what is under way, closes the database, and ends with 0 (SEC-448)', async () => {
    const underWay = holdBack(machine.url('/token'), tokenRequest())
    const signalled = Date.now()
    const ended = node.stop('SIGTERM')
    await eventually(
      async () => (await ready()) === 503,
      () => 'a node that is not ready',
    )
    expect((await fetch(`${node.origin}/health/live`, { headers: { connection: 'close' } })).status).toBe(200)

    const statuses = await askOn()
    expect(statuses.length).toBeGreaterThan(1)
    expect(new Set(statuses)).toEqual(new Set([200]))
    expect(Date.now() - signalled).toBeGreaterThanOrEqual(delaySeconds * 1000)

    const { status, flow } = await underWay.finish()
    expect(status).toBe(200)
    expect(await ended).toBe(0)
    expect(node.log).toEqual([])

    // Nothing is left open, and what it had in memory is written. Looking at SQLite tidies up after it: that comes last.
    if (database.url.startsWith('sqlite')) expect(existsSync(`${database.url.slice('sqlite://'.length)}-wal`)).toBe(false)
    else expect(await rows('SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()')).toEqual([])
    expect(await rows(`SELECT * FROM flow_events WHERE flow_id = '${flow}'`)).not.toEqual([])
  })

  it('and again ends at once: whoever cannot wait does not have to (SEC-448)', async () => {
    const ended = node.stop('SIGTERM')
    await eventually(
      async () => (await ready()) === 503,
      () => 'a node that is not ready',
    )
    await sleep(400)
    void node.stop('SIGTERM')
    expect(await ended).toBe(1)
  })
})

interface FormRequest {
  readonly body: URLSearchParams
  readonly headers: Readonly<Record<string, string>>
}

/** A request that has been begun: its last byte is sent by finish(). */
function holdBack(url: string, { body, headers }: FormRequest) {
  const text = body.toString()
  const form = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': text.length }
  const open = request(url, { method: 'POST', headers: { ...headers, ...form }, agent: false })
  const answer = new Promise<{ status: number | undefined; flow: string }>((resolve, reject) => {
    open.on('error', reject).on('response', (response) => {
      void buffer(response).then(() => resolve({ status: response.statusCode, flow: String(response.headers['x-flow-id']) }), reject)
    })
  })
  open.write(text.slice(0, -1))
  return {
    finish: () => {
      open.end(text.slice(-1))
      return answer
    },
  }
}
