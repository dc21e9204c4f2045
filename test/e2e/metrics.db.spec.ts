import { alice, e2eSeed, keys, secret } from '../support/e2e-seed'
import { readMetrics } from '../support/metrics-text'
import type { ReadMetric } from '../support/metrics-text'
import { Person } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import { useServer } from '../support/use-server'

type Labels = Readonly<Record<string, string>>

describe('the metrics', () => {
  const server = useServer({ seed: e2eSeed, environment: { ALDGATE_METRICS_ALLOW: '127.0.0.1' } })
  let metrics: ReadMetric[]
  const read = async () => readMetrics(await (await fetch(`${server.issuer}/metrics`)).text())
  const valueOf = (name: string, labels: Labels = {}) => {
    const found = metrics
      .flatMap(({ samples }) => samples)
      .find(
        (sample) =>
          sample.name === name && Object.entries({ ...sample.labels, ...labels }).every(([key, value]) => sample.labels[key] === value),
      )
    return found?.value
  }
  beforeAll(async () => {
    const rp = new RelyingParty(server, 'fapi', keys.fapi)
    const person = new Person(server)
    const wrong = new Person(server, alice.username, 'not the password')
    await wrong.logIn(await wrong.page(await rp.pushedUrl()))
    const code = await person.getCode(await rp.pushedUrl())
    const tokens = await rp.redeem(code)
    await rp.refresh(String(tokens.json['refresh_token']))
    await rp.redeem(code)
    await rp.push({}, { dpop: rp.proof('POST', rp.url('/par'), { iat: rp.now - 5 }) })
    await rp.push({}, { dpop: rp.proof('POST', rp.url('/par'), { iat: rp.now - 290 }) })
    await rp.push({}, { dpop: rp.proof('POST', rp.url('/par'), { iat: rp.now + 100 }) })
    await rp.post('/token', { client_id: 'web-post', client_secret: `${secret}x`, grant_type: 'password' })
    await rp.post('/token', { client_id: 'web-post', client_secret: secret, grant_type: 'password' })
    await fetch(`${server.issuer}/nothing/there`)
    await read()
    metrics = await read()
  })

  it('count requests by the route that was declared, and by status', () => {
    expect(valueOf('aldgate_requests_total', { method: 'POST', route: '/par', status: '201' })).toBe(3)
    expect(valueOf('aldgate_requests_total', { method: 'POST', route: '/token', status: '200' })).toBe(2)
    expect(valueOf('aldgate_requests_total', { method: 'GET', route: 'unknown', status: '404' })).toBe(1)
    expect(valueOf('aldgate_request_seconds_count', { route: '/token' })).toBe(5)
    expect(valueOf('aldgate_request_seconds_bucket', { route: '/token', le: '+Inf' })).toBe(5)
  })

  it('count tokens by grant type and kind, and what was refused', () => {
    expect(valueOf('aldgate_tokens_issued_total', { grant_type: 'authorization_code', kind: 'id_token' })).toBe(1)
    expect(valueOf('aldgate_tokens_issued_total', { grant_type: 'refresh_token', kind: 'access_token' })).toBe(1)
    expect(valueOf('aldgate_token_requests_refused_total', { grant_type: 'authorization_code', error: 'invalid_grant' })).toBe(1)
    expect(valueOf('aldgate_token_requests_refused_total', { grant_type: 'other', error: 'unsupported_grant_type' })).toBe(1)
  })

  it('count refusals by error and by the check that refused', () => {
    expect(valueOf('aldgate_refusals_total', { error: 'invalid_dpop_proof', check: 'check-proof-age' })).toBe(2)
    expect(valueOf('aldgate_refusals_total', { error: 'unsupported_grant_type', check: 'grant-type' })).toBe(1)
  })

  it('count logins and authentications of clients, and tell of lockouts from zero on', () => {
    expect(valueOf('aldgate_logins_total', { outcome: 'succeeded' })).toBe(1)
    expect(valueOf('aldgate_logins_total', { outcome: 'failed' })).toBe(1)
    expect(valueOf('aldgate_client_authentications_total', { outcome: 'failed' })).toBe(1)
    expect(valueOf('aldgate_lockouts_total', { of: 'login' })).toBe(0)
  })

  it('time password hashes and the database, and tell who waits', () => {
    expect(valueOf('aldgate_password_hash_seconds_count')).toBeGreaterThanOrEqual(2)
    expect(valueOf('aldgate_password_hashes_waiting')).toBe(0)
    for (const kind of ['unit', 'write', 'read']) expect(valueOf('aldgate_database_seconds_count', { kind })).toBeGreaterThan(0)
    // One is the server's own clockwork, which may be waiting for its turn just then.
    expect([0, 1]).toContain(valueOf('aldgate_database_waiting'))
    expect(valueOf('aldgate_database_connections', { state: 'idle' })).toBeGreaterThanOrEqual(1)
  })

  it('tell how far clocks of clients are off, those that were refused for it too', () => {
    const atMost = (le: string) => valueOf('aldgate_dpop_clock_offset_seconds_bucket', { le }) ?? 0
    expect(atMost('-60')).toBe(1)
    expect(atMost('10') - atMost('2')).toBe(1)
    expect(atMost('300') - atMost('120')).toBe(1)
    expect(atMost('+Inf')).toBe(6)
  })

  it('tell how old the signing keys are', () => {
    for (const algorithm of ['ES256', 'PS256', 'RS256', 'EdDSA'])
      expect(valueOf('aldgate_signing_key_age_seconds', { algorithm })).toBeGreaterThanOrEqual(0)
  })

  it('tell of the process, by the names that everybody uses', () => {
    for (const name of ['process_cpu_seconds_total', 'process_resident_memory_bytes', 'nodejs_eventloop_lag_p99_seconds'])
      expect(valueOf(name)).toBeGreaterThan(0)
  })
})
