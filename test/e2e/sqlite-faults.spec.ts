import { Writable } from 'node:stream'
import { DataSource } from 'typeorm'
import { e2eSeed, keys } from '../support/e2e-seed'
import { Person } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import type { Answer } from '../support/relying-party'
import { startServer } from '../support/test-server'
import type { TestServer } from '../support/test-server'

interface SqliteConstructor {
  new (path: string): { exec(sql: string): void; close(): void }
}

const clientCredentials = { grant_type: 'client_credentials' }

describe('a SQLite file', () => {
  const Database = jest.requireActual<SqliteConstructor>('better-sqlite3')
  const log: string[] = []
  let server: TestServer
  let rp: RelyingParty
  beforeAll(async () => {
    const keep = new Writable({
      write(line, _encoding, done) {
        log.push(String(line))
        done()
      },
    })
    server = await startServer({ seed: e2eSeed, log: keep })
    rp = new RelyingParty(server, 'fapi', keys.fapi)
  })
  beforeEach(() => log.splice(0))
  afterAll(() => server.close())

  const dataSource = () => server.app.get(DataSource)
  const pageCount = async () => (await dataSource().query<{ page_count: number }[]>('PRAGMA page_count'))[0]?.page_count
  const reasons = () => log.map((line) => (JSON.parse(line) as { reason?: string }).reason).filter(Boolean)
  const expectAway = ({ status, headers, json }: Answer) =>
    expect([status, json['error'], headers.get('retry-after')]).toEqual([503, 'temporarily_unavailable', '5'])

  it('that may not grow refuses what would be written, tells the operator why, and goes on when there is room (SEC-434, SEC-435)', async () => {
    const { json } = await rp.redeem(await new Person(server).getCode(await rp.pushedUrl()))
    await dataSource().query(`PRAGMA max_page_count = ${await pageCount()}`)
    let answer = await rp.push()
    for (let time = 0; time < 100 && answer.status === 201; time += 1) answer = await rp.push()
    expectAway(answer)
    expect(reasons()).toContain('the disk of the database is full, or the database has reached its size limit: make room')
    expect((await fetch(rp.url('/health/live'))).status).toBe(200)
    await dataSource().query('PRAGMA max_page_count = 1000000')
    expect((await rp.introspect(String(json['access_token']))).json).toMatchObject({ active: true })
    expect((await rp.push()).status).toBe(201)
  })

  it('that cannot keep the mark of a proof has nobody hear of success (SEC-140, SEC-431)', async () => {
    const { json } = await rp.redeem(await new Person(server).getCode(await rp.pushedUrl()))
    const [access, refresh] = [String(json['access_token']), String(json['refresh_token'])]
    const ask = async () => {
      const answers = [rp.introspect(access), rp.userinfo(access), rp.refresh(refresh), rp.push(), rp.call('/token', clientCredentials)]
      return (await Promise.all(answers)).map(({ status }) => status)
    }
    await dataSource().query(
      'CREATE TABLE orphans (mark varchar(43) REFERENCES pushed_requests (handle_digest) DEFERRABLE INITIALLY DEFERRED)',
    )
    await dataSource().query("CREATE TRIGGER orphan AFTER INSERT ON replay_marks BEGIN INSERT INTO orphans VALUES ('missing'); END")
    expect(await ask()).toEqual([500, 500, 500, 500, 500])
    await dataSource().query('DROP TRIGGER orphan')
    expect(await ask()).toEqual([200, 200, 200, 201, 200])
    await dataSource().query('DROP TABLE orphans')
  })

  it('that another process keeps to itself stops no other work, and says so to whoever wants to write (SEC-434, SEC-435)', async () => {
    const other = new Database(String(dataSource().options.database))
    other.exec('BEGIN IMMEDIATE')
    const refused = Promise.all([rp.push(), rp.push(), rp.call('/token', clientCredentials)])
    expect((await fetch(rp.url('/jwks'))).status).toBe(200)
    expect((await fetch(rp.url('/health/ready'))).status).toBe(200)
    for (const answer of await refused) expectAway(answer)
    expect(reasons()).toContain('another process keeps the database to itself: find out which')
    other.exec('ROLLBACK')
    other.close()
    expect((await rp.push()).status).toBe(201)
  })
})
