import { setTimeout as sleep } from 'node:timers/promises'
import { decodeJwt } from 'jose'
import { Cluster } from '../cluster/support/cluster'
import { eventually } from '../cluster/support/eventually'
import type { ServerNode } from '../cluster/support/server-node'
import { keys, secret } from '../support/e2e-seed'
import { RelyingParty } from '../support/relying-party'
import { takeSample, tellSamples } from './samples'
import type { Sample } from './samples'
import { Tally } from './tally'
import { Visitor } from './visitor'
import type { HeldGrant, VisitorKind } from './visitor'

const seconds = Number(process.env['SOAK_SECONDS'] ?? 300)
const restartSeconds = 20
const sampleSeconds = Math.min(30, seconds / 4)
const visitorsOfEachKind = 6
/** So that what passes does so, and is swept, while the soak runs. */
const shortLives = {
  ALDGATE_REQUEST_URI_LIFETIME: '30',
  ALDGATE_INTERACTION_LIFETIME: '60',
  ALDGATE_SESSION_IDLE_LIFETIME: '60',
  ALDGATE_SESSION_LIFETIME: '60',
}
/** Replay marks are kept for two minutes more than they need; a sweep begins at most 90 seconds after the last one. */
const latestSeconds = 240
const web = { client_id: 'web-post', client_secret: secret }

const fapiOf = (server: Cluster): VisitorKind => {
  const rp = new RelyingParty(server, 'fapi', keys.fapi)
  return {
    name: 'FAPI 2.0',
    open: () => rp.pushedUrl(),
    redeem: (code) => rp.redeem(code),
    refresh: (token) => rp.refresh(token),
    revoke: (token) => rp.revoke(token),
  }
}
const webOf = (server: Cluster): VisitorKind => {
  const rp = new RelyingParty(server, 'web-post')
  const call = (params: Record<string, string>) => rp.post('/token', { ...web, ...params })
  return {
    name: 'rotating',
    open: async () => rp.authorizationUrl(rp.authorizationParams()),
    redeem: (code) => call({ grant_type: 'authorization_code', code, redirect_uri: rp.redirectUri, code_verifier: rp.verifier }),
    refresh: (token) => call({ grant_type: 'refresh_token', refresh_token: token }),
    revoke: (token) => rp.post('/revoke', { ...web, token }),
  }
}

/** The mean of a part of the run. */
const mean = (samples: readonly Sample[], of: (sample: Sample) => number) =>
  samples.reduce((sum, sample) => sum + of(sample), 0) / Math.max(1, samples.length)

describe(`${seconds} seconds at full load, a node restarted every ${restartSeconds}`, () => {
  const [tally, faults, samples, held]: [Tally, string[], Sample[], [Visitor, HeldGrant][]] = [new Tally(), [], [], []]
  let cluster: Cluster
  const run = { isOver: false }
  let restarts = 0
  let lostInOrder = 0

  beforeAll(
    async () => {
      cluster = await Cluster.start({
        environment: { ...shortLives, RATE_LIMITS: 'off', SHUTDOWN_DELAY: '2', ALDGATE_METRICS_ALLOW: '127.0.0.1' },
      })
      await Promise.all([...visitors(), restartNodes(), watch(), sleep(seconds * 1000).then(() => (run.isOver = true))])
    },
    seconds * 2000 + 120_000,
  )
  afterAll(() => cluster.stop())

  const visitors = () => [fapiOf, webOf].flatMap((kindOf) => Array.from({ length: visitorsOfEachKind }, () => visit(kindOf(cluster))))
  const visit = async (kind: VisitorKind) => {
    const visitor = new Visitor(cluster, kind, tally, faults)
    for (let round = 0; !run.isOver; round += 1) {
      const grant = await visitor.round(round)
      if (grant) held.push([visitor, grant])
    }
  }
  /** In turn, orderly and by a kill; the first node is left alone, to see what becomes of one that lives. */
  const restartNodes = async () => {
    for (;;) {
      await sleep(restartSeconds * 1000)
      if (run.isOver) return
      const node = cluster.node(1 + (restarts % 2))
      if (restarts % 4 < 2) await node.stop('SIGKILL')
      else await stopInOrder(node)
      await node.start()
      route(cluster.nodes)
      restarts += 1
    }
  }
  const route = (nodes: readonly ServerNode[]) => (cluster.balancer.targets = nodes.map(({ port }) => port))
  /** As a supervisor and a balancer do it: the node says that it is not ready, and no request is sent there any more. */
  const stopInOrder = async (node: ServerNode) => {
    const before = tally.lost
    const ended = node.stop('SIGTERM')
    await eventually(
      async () => (await fetch(`${node.origin}/health/ready`)).status === 503,
      () => 'a node that is not ready',
    )
    route(cluster.nodes.filter((other) => other !== node))
    if ((await ended) !== 0) faults.push('a node that was stopped in order did not end with 0')
    lostInOrder += tally.lost - before
  }
  const watch = async () => {
    for (let second = 0; !run.isOver; second += sampleSeconds) {
      samples.push(await takeSample(cluster, Math.round(second)))
      await sleep(sampleSeconds * 1000)
    }
    samples.push(await takeSample(cluster, seconds))
  }

  it('loses no grant that was promised, brings back none that was revoked, and fails with nothing but 502 and 503 (SEC-432, SEC-435)', async () => {
    for (const [visitor, grant] of held) await visitor.use(grant)
    expect(held.length).toBeGreaterThan(seconds / 10)
    expect(faults).toEqual([])
  }, 600_000)

  it('loses no answer where a node is stopped in order (SEC-448)', () => expect(lostInOrder).toBe(0))

  it('makes no token twice, and none without its grant (SEC-431, SEC-437)', async () => {
    const rows = await cluster.rows<{ id: string; tokens: string }>(
      'SELECT grant_id AS id, count(*) AS tokens FROM refresh_tokens GROUP BY grant_id',
    )
    const made = new Map(rows.map(({ id, tokens }) => [id, Number(tokens)]))
    const known = held.map(([, { accessToken, tokens }]) => ({ made: made.get(String(decodeJwt(accessToken)['grant_id'])), tokens }))
    expect(known.filter(({ made: there, tokens }) => there !== tokens)).toEqual([])
    expect(await cluster.count('authorization_codes')).toBe(await cluster.count('grants'))
    const twice = 'SELECT token_digest FROM refresh_tokens GROUP BY token_digest HAVING count(*) > 1'
    expect(await cluster.count(`(${twice}) twice`)).toBe(0)
    const heads =
      "SELECT grant_id FROM refresh_tokens t JOIN grants g ON g.id = t.grant_id WHERE g.client_id = 'fapi' GROUP BY grant_id HAVING count(*) > 1"
    expect(await cluster.count(`(${heads}) heads`)).toBe(0)
    for (const table of ['refresh_tokens', 'authorization_codes'])
      expect(await cluster.count(table, 'grant_id NOT IN (SELECT id FROM grants)')).toBe(0)
  })

  it('keeps memory, connections and the rows that pass within minutes as they were (SEC-435, SEC-445)', async () => {
    const [middle, end] = [samples.slice(Math.floor(samples.length / 3), Math.floor((samples.length * 2) / 3)), samples.slice(-3)]
    expect(mean(end, ({ megabytes }) => megabytes)).toBeLessThanOrEqual(mean(middle, ({ megabytes }) => megabytes) * 1.15)
    expect(Math.max(...samples.map(({ connections }) => connections))).toBeLessThanOrEqual(3 * 20)
    const before = cluster.clock.now() - latestSeconds
    for (const table of ['replay_marks', 'pushed_requests']) expect(await cluster.count(table, 'expires_at < $1', [before])).toBe(0)
    expect(await cluster.count('sessions', 'idle_expires_at < $1', [before])).toBe(0)
  })

  it('keeps up with writing what happened, and has nothing to warn of (SEC-435)', () => {
    expect(Math.max(...samples.map(({ unwritten }) => unwritten))).toBeLessThanOrEqual(1000)
    const isRefusal = (line: string) => line.includes('"context":"Refusal"')
    expect(cluster.nodes.flatMap(({ log }) => log).filter((line) => !isRefusal(line))).toEqual([])
  })

  afterAll(() => {
    const lines = [
      `${restarts} restarts, ${lostInOrder} answers lost in those in order, ${held.length} grants held and used at the end`,
      '',
      ...tally.tell(),
      '',
      ...tellSamples(samples),
    ]
    process.stdout.write(`\n${lines.join('\n')}\n\n`)
  })
})
