import { Client } from 'pg'
import { keys } from '../support/e2e-seed'
import { errorOf, Person } from '../support/person'
import { read, RelyingParty } from '../support/relying-party'
import type { Answer } from '../support/relying-party'
import { Cluster } from './support/cluster'
import { eventually } from './support/eventually'
import { OwnPostgres } from './support/own-postgres'
import { TcpProxy } from '../support/tcp-proxy'

/** How many things are asked at the same time while the database is in trouble. */
const crowd = 60
const parallel = <Result>(work: () => Promise<Result>) => Promise.all(Array.from({ length: crowd }, work))

/** The pool's, and one each for look-ups and for marks. */
const mostConnections = 22

describe('a node whose database', () => {
  let postgres: OwnPostgres
  let network: TcpProxy
  let cluster: Cluster
  let rp: RelyingParty
  let pid: number | undefined
  beforeAll(async () => {
    postgres = await OwnPostgres.start()
    const url = new URL(postgres.url)
    network = await new TcpProxy({ host: url.hostname, port: Number(url.port) }).start()
    const [near, far] = [`postgres://postgres:test@127.0.0.1:${network.port}/postgres`, { url: url.href, drop: async () => undefined }]
    cluster = await Cluster.start({ nodes: 1, database: far, environment: { DATABASE_URL: near, LOG_LEVEL: 'error' } })
    rp = new RelyingParty(cluster, 'fapi', keys.fapi)
    pid = cluster.node(0).pid
  })
  afterAll(async () => {
    await cluster.stop()
    await network.stop()
    await postgres.stop()
  })

  afterEach(() => network.clear())

  const get = async (path: string, headers: Record<string, string> = {}) => read(await fetch(rp.url(path), { headers, redirect: 'manual' }))
  const ready = async () => (await get('/health/ready')).status === 200
  const login = async () => rp.redeem(await new Person(cluster).getCode(await rp.pushedUrl()))
  const expectAway = ({ status, headers, json }: Answer) =>
    expect([status, json['error'], headers.get('retry-after')]).toEqual([503, 'temporarily_unavailable', '5'])

  /** Everything that needs the database says so, in its own way; everything else goes on. */
  const expectOutage = async (tokens: Readonly<Record<string, unknown>>) => {
    const [access, refresh] = [String(tokens['access_token']), String(tokens['refresh_token'])]
    const refused = Promise.all([rp.push(), rp.refresh(refresh), rp.introspect(access), rp.revoke(access), rp.userinfo(access)])
    const page = get(`/authorize?client_id=fapi&request_uri=urn:ietf:params:oauth:request_uri:x`, { accept: 'text/html' })
    const served = ['/jwks', '/.well-known/openid-configuration', '/health/live'].map((path) => get(path))
    const readiness = get('/health/ready')
    for (const answer of await refused) expectAway(answer)
    const { status, text, headers } = await page
    expect([status, headers.get('retry-after'), errorOf({ html: text, status, headers, url: '' })]).toEqual([
      503,
      '5',
      'temporarily_unavailable',
    ])
    expect((await Promise.all(served)).map((answer) => answer.status)).toEqual([200, 200, 200])
    const down = expect.objectContaining({ database: expect.objectContaining({ status: 'down' }) }) as unknown
    expect([(await readiness).status, (await readiness).json['error']]).toEqual([503, down])
  }
  /** Everything works again, in the same process, and nothing was left behind. */
  const expectRecovery = async () => {
    await eventually(ready, () => cluster.node(0).log.join('\n'))
    expect((await login()).status).toBe(200)
    expect([cluster.node(0).starts, cluster.node(0).pid]).toEqual([1, pid])
    const ours = "application_name = 'aldgate'"
    await eventually(
      async () => (await cluster.count('pg_stat_activity', `${ours} AND state <> 'idle'`)) === 0,
      () => 'connections that are idle',
    )
    expect(await cluster.count('pg_stat_activity', ours)).toBeLessThanOrEqual(mostConnections)
    expect(
      await cluster.count(
        'pg_locks',
        "locktype = 'relation' AND pid IN (SELECT pid FROM pg_stat_activity WHERE application_name = 'aldgate')",
      ),
    ).toBe(0)
  }

  it('is stopped says so at once everywhere, and works again when it is started (SEC-434, SEC-436)', async () => {
    const { json } = await login()
    await postgres.halt()
    await expectOutage(json)
    await cluster.reconnect()
    await postgres.resume()
    await expectRecovery()
    expect((await rp.introspect(String(json['access_token']))).json).toMatchObject({ active: true })
  })

  it('is restarted under load answers each request, well or with 503, and uses no code twice (SEC-434, SEC-435)', async () => {
    const codes = await Promise.all(Array.from({ length: 10 }, async () => new Person(cluster).getCode(await rp.pushedUrl())))
    const redeeming = Promise.all(codes.flatMap((code) => [rp.redeem(code), rp.redeem(code)]))
    await postgres.halt()
    await cluster.reconnect()
    await postgres.resume()
    const answers = await redeeming
    expect(answers.filter(({ status }) => ![200, 400, 503].includes(status))).toEqual([])
    await expectRecovery()
    const issued = await cluster.count('(SELECT grant_id FROM refresh_tokens GROUP BY grant_id HAVING count(*) > 1) twice')
    expect(issued).toBe(0)
  })

  it('is cut off again and again fails what is under way, and nothing else (SEC-434, SEC-435)', async () => {
    const asking = parallel(async () => rp.push())
    for (let time = 0; time < 10; time += 1) {
      network.cut()
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    const answers = await asking
    expect(answers.filter(({ status }) => ![201, 503].includes(status)).map(({ text }) => text)).toEqual([])
    await expectRecovery()
  })

  it('refuses connections says so, and is found again (SEC-434)', async () => {
    const { json } = await login()
    network.refuse()
    await expectOutage(json)
    network.clear()
    await expectRecovery()
  })

  it('does not answer any more, though nobody closes the connection, is not waited for long (SEC-434, SEC-435)', async () => {
    const { json } = await login()
    network.silence()
    const [answers] = await Promise.all([parallel(async () => rp.push()), expectOutage(json)])
    for (const answer of answers) expectAway(answer)
    network.clear()
    await expectRecovery()
  })

  it('takes too long for a request leaves it undone: the code that it brought still works (SEC-431, SEC-435)', async () => {
    const code = await new Person(cluster).getCode(await rp.pushedUrl())
    network.slowDown(450)
    expectAway(await rp.redeem(code))
    expect((await get('/health/live')).status).toBe(200)
    network.clear()
    expect((await rp.redeem(code)).status).toBe(200)
    await expectRecovery()
  })

  it('is locked by somebody else refuses the crowd that waits, and serves it afterwards (SEC-434, SEC-435)', async () => {
    const somebody = new Client({ connectionString: postgres.url })
    await somebody.connect()
    await somebody.query('BEGIN')
    await somebody.query('LOCK TABLE replay_marks IN ACCESS EXCLUSIVE MODE')
    for (const answer of await parallel(async () => rp.push())) expectAway(answer)
    await somebody.query('ROLLBACK')
    await somebody.end()
    await expectRecovery()
    expect((await parallel(async () => rp.push())).filter(({ status }) => status !== 201)).toEqual([])
  })

  it('has told its operator why, in every refusal (SEC-434)', () => {
    const reasons = cluster
      .node(0)
      .log.map((line) => JSON.parse(line) as { reason?: string; status?: number; context?: string })
      .filter(({ status, context }) => status === 503 && context === 'Refusal')
    expect(reasons.length).toBeGreaterThan(0)
    expect(reasons.filter(({ reason }) => reason === undefined)).toEqual([])
  })
})
