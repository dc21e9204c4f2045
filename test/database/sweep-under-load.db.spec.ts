import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { DataSource } from 'typeorm'
import { Sweep } from '#platform/database/sweep'
import { ReplayMarks } from '#records/replay/replay-marks'
import { e2eSeed, keys } from '../support/e2e-seed'
import { overhearStatements } from '../support/overhear-statements'
import type { Statement } from '../support/overhear-statements'
import { Person } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import { databaseKind, onPostgres, testDatabase } from '../support/test-database'
import type { TestDatabase } from '../support/test-database'
import { startServer } from '../support/test-server'
import type { TestServer } from '../support/test-server'

/** Expired rows by table: what a weekend without a server, or an attack, leaves behind. */
const expired = { replay_marks: 120_000, refresh_tokens: 40_000, sessions: 40_000 } as const
type Table = keyof typeof expired
const all = 200_000
const largestBatch = 500
const patience = 240_000

const now = () => Math.floor(Date.now() / 1000)
/** Columns and values of row n, over since an hour; and of a row that is not over. */
const rowsOf: Readonly<Record<Table, (ends: number) => string>> = {
  replay_marks: (ends) => `(mark, expires_at) SELECT 'planted' || n, ${ends}`,
  refresh_tokens: (ends) =>
    `(token_digest, grant_id, client_id, is_bound, created_at, expires_at, flow_id) SELECT 'planted' || n, 'g' || n, 'c', false, 1, ${ends}, 'f'`,
  sessions: (ends) =>
    `(handle_digest, sid, sub, acr, amr, auth_time, idle_expires_at, expires_at, flow_id)
      SELECT 'planted' || n, 's' || n, 'u' || n, 'a', '[]', 1, ${ends}, ${ends}, 'f'`,
}

describe('a sweep of 200,000 expired rows, while the servers work', () => {
  let database: TestDatabase
  let servers: readonly TestServer[]
  let dataSource: DataSource
  beforeAll(async () => {
    database = await testDatabase()
    const shared = { DATABASE_URL: database.url, KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64') }
    const first = await startServer({ seed: e2eSeed, environment: shared })
    const start = () => startServer({ seed: e2eSeed, environment: { ...shared, ISSUER: first.issuer } })
    servers = databaseKind === 'postgres' ? [first, await start()] : [first]
    dataSource = first.app.get(DataSource)
  })
  afterAll(async () => {
    for (const server of servers.toReversed()) await server.close()
    await database.drop()
  })

  const plant = (table: Table, rows: number, ends: number) =>
    dataSource.query(`WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${rows})
      INSERT INTO ${table} ${rowsOf[table](ends)} FROM numbers`)
  const planted = async (table: Table) => {
    const column = { replay_marks: 'mark', refresh_tokens: 'token_digest', sessions: 'handle_digest' }[table]
    const [row] = await dataSource.query<{ rows: string | number }[]>(
      `SELECT COUNT(*) AS rows FROM ${table} WHERE ${column} LIKE 'planted%'`,
    )
    return Number(row?.rows)
  }
  const sweepOf = ({ app }: TestServer) => app.get(Sweep)
  const waiting = async (server: TestServer) => [...(await sweepOf(server).backlog()).values()].reduce((sum, rows) => sum + rows, 0)

  /** Sweeps until nothing is left to sweep; says how many rows this node deleted. */
  const sweepAll = async (server: TestServer): Promise<number> => {
    let deleted = 0
    while ((await waiting(server)) > 0) deleted += await sweepOf(server).sweep(500)
    return deleted
  }

  /** Logins and token requests, one after the other, until told to stop; what they were answered. */
  const work = async (server: TestServer, isOver: () => boolean): Promise<readonly number[]> => {
    const [rp, machine] = [new RelyingParty(server, 'fapi', keys.fapi), new RelyingParty(server, 'machine', keys.machine)]
    const statuses: number[] = []
    do {
      statuses.push((await machine.call('/token', { grant_type: 'client_credentials' })).status)
      const { status, json } = await rp.redeem(await new Person(server).getCode(await rp.pushedUrl()))
      statuses.push(status, (await rp.refresh(String(json['refresh_token']))).status)
    } while (!isOver())
    return statuses
  }

  it(
    'deletes them all, by small batches, each row once, and no request fails (SEC-445)',
    async () => {
      const tables = Object.keys(expired) as Table[]
      for (const table of tables) await plant(table, expired[table], now() - 3600)
      const statements: Statement[] = []
      const stop = overhearStatements(statements)
      let isOver = false
      const [first] = servers as readonly [TestServer]
      const working = work(first, () => isOver)
      const deleted = await Promise.all(servers.map(sweepAll)).finally(() => (isOver = true))
      const statuses = await working
      stop()
      const batches = statements.filter(({ sql }) => /^DELETE FROM .* LIMIT/s.test(sql))

      expect(deleted.reduce((sum, rows) => sum + rows, 0)).toBe(all)
      expect(await Promise.all(tables.map(planted))).toEqual([0, 0, 0])
      expect(statuses.filter((status) => status !== 200)).toEqual([])
      expect(batches.filter(({ values }) => Number(values.at(-1)) > largestBatch)).toEqual([])
      expect(batches.length).toBeGreaterThanOrEqual(all / largestBatch)
    },
    patience,
  )

  it('leaves what is not over, and deletes no more than a batch at a time (SEC-445)', async () => {
    await plant('replay_marks', 1_200, now() + 3600)
    const marks = (servers as readonly [TestServer])[0].app.get(ReplayMarks, { strict: false })
    expect(await marks.sweepExpired(now(), largestBatch)).toBe(0)
    await dataSource.query(`UPDATE replay_marks SET expires_at = 1 WHERE mark LIKE 'planted%'`)
    const sizes = await Promise.all([1, 2, 3, 4].map(() => marks.sweepExpired(now(), largestBatch)))
    expect(Math.max(...sizes)).toBe(largestBatch)
    expect(sizes.reduce((sum, rows) => sum + rows, 0)).toBe(1_200)
  })

  onPostgres('on PostgreSQL', () => {
    let other: Client
    beforeEach(async () => {
      other = new Client({ connectionString: database.url })
      await other.connect()
      await plant('replay_marks', 1_000, now() - 3600)
      await other.query('BEGIN')
    })
    afterEach(() => other.end())

    it('passes over what another node has in hand, and waits for nobody (SEC-445)', async () => {
      await other.query("SELECT mark FROM replay_marks WHERE mark LIKE 'planted%' ORDER BY mark LIMIT 100 FOR UPDATE")
      const [first] = servers as readonly [TestServer]
      expect(await sweepOf(first).sweep()).toBe(900)
      expect(await planted('replay_marks')).toBe(100)
      await other.query('ROLLBACK')
      expect(await sweepOf(first).sweep()).toBe(100)
    })

    it('holds nobody up, even one that never ends (SEC-445)', async () => {
      await other.query("DELETE FROM replay_marks WHERE mark LIKE 'planted%'")
      const [first] = servers as readonly [TestServer]
      expect((await work(first, () => true)).filter((status) => status !== 200)).toEqual([])
      expect(await sweepOf(first).sweep()).toBe(0)
      await other.query('COMMIT')
      expect(await planted('replay_marks')).toBe(0)
    })
  })
})
