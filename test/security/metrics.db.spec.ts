import { e2eSeed, keys } from '../support/e2e-seed'
import { readMetrics } from '../support/metrics-text'
import { Person } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import { random } from '../support/test-keys'
import { useServer } from '../support/use-server'

const token = 'a-token-for-prometheus-0123456789'

describe('/metrics, where nobody was allowed to read it', () => {
  const server = useServer({ seed: e2eSeed })

  it('is an address where there is nothing (SEC-455)', async () => {
    const answers = await Promise.all(
      ['/metrics', '/nothing'].map(async (path) => {
        const headers = { authorization: `Bearer ${token}` }
        const response = await fetch(`${server.issuer}${path}`, { headers })
        return { status: response.status, body: await response.text() }
      }),
    )
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]?.status).toBe(404)
  })
})

describe('/metrics with a token', () => {
  const server = useServer({ seed: e2eSeed, environment: { ALDGATE_METRICS_TOKEN: token } })
  const ask = async (path: string, headers: Record<string, string> = {}) => (await fetch(`${server.issuer}${path}`, { headers })).status

  it('is for whoever shows it, whoever sends it (SEC-455)', async () => {
    expect(await ask('/metrics', { authorization: `Bearer ${token}` })).toBe(200)
    expect(await ask('/metrics', { authorization: `bearer ${token}` })).toBe(200)
  })

  it.each([
    ['no token', '/metrics', undefined],
    ['another', '/metrics', `Bearer ${token}x`],
    ['a part of it', '/metrics', `Bearer ${token.slice(0, -1)}`],
    ['an empty one', '/metrics', 'Bearer '],
    ['another scheme', '/metrics', `Basic ${token}`],
    ['a token in the query', `/metrics?access_token=${token}`, undefined],
  ])('is not there for %s (SEC-455)', async (_, path, authorization) => {
    expect(await ask(path, authorization === undefined ? {} : { authorization })).toBe(404)
  })
})

describe('/metrics with a list of addresses', () => {
  const environment = { ALDGATE_METRICS_ALLOW: '192.0.2.0/24', TRUST_PROXY: '127.0.0.1' }
  const server = useServer({ seed: e2eSeed, environment })
  const askFrom = async (forwarded: string) =>
    (await fetch(`${server.issuer}/metrics`, { headers: { 'x-forwarded-for': forwarded } })).status

  it('is for those alone, as the trusted proxy names them (SEC-455)', async () => {
    expect(await askFrom('192.0.2.9')).toBe(200)
    expect(await askFrom('198.51.100.1')).toBe(404)
    expect(await askFrom('192.0.2.9, 198.51.100.1')).toBe(404)
  })
})

describe('metrics after requests that mean no good', () => {
  const server = useServer({ seed: e2eSeed, environment: { ALDGATE_METRICS_ALLOW: '127.0.0.1', RATE_LIMITS: 'off' } })
  const marker = 'hostile'
  const evil = () => `${marker}\u001b[31m"}\n# TYPE evil counter\nevil{a="<script>"} 1\r\u009b ${random(8)}`
  const read = async () => {
    const text = await (await fetch(`${server.issuer}/metrics`)).text()
    const samples = readMetrics(text).flatMap((metric) => metric.samples)
    const series = samples.filter(({ name }) => name.startsWith('aldgate_')).map(({ name, labels }) => JSON.stringify([name, labels]))
    return { text, series: series.toSorted() }
  }

  const attack = async () => {
    const [rp, post] = [new RelyingParty(server, 'fapi', keys.fapi), new RelyingParty(server, 'web-post')]
    const [asHeader, encoded] = [evil().replaceAll(/[^\x20-\x7e]/g, '%'), encodeURIComponent(evil())]
    const headers = {
      'user-agent': asHeader,
      'x-flow-id': asHeader,
      traceparent: asHeader,
      forwarded: asHeader,
      'x-forwarded-for': asHeader,
    }
    await post.post('/token', { client_id: evil(), client_secret: evil(), grant_type: evil() }, headers)
    await rp.call('/token', { grant_type: evil() })
    await rp.push({ scope: evil(), redirect_uri: evil(), response_type: evil(), claims: evil() })
    await rp.push({}, { dpop: rp.proof('POST', evil(), { jti: evil() }, { alg: evil(), typ: evil() }) })
    await fetch(`${server.issuer}/${encoded}?${encoded}`, { method: 'PUT', headers })
    await fetch(`${server.issuer}/authorize?client_id=${encoded}&error=${encoded}`)
    const person = new Person(server, evil(), evil())
    await person.logIn(await person.page(await rp.pushedUrl()))
  }

  it('are lines that Prometheus reads, and hold nothing of what was sent (SEC-373, SEC-444)', async () => {
    await attack()
    const { text } = await read()
    expect(text).not.toContain(marker)
    expect(text).not.toMatch(/evil counter|<script|[^\x20-\x7e\n]/)
  })

  it('are as many as before, however many different values are sent (SEC-373)', async () => {
    await attack()
    await read()
    const before = (await read()).series
    for (let round = 0; round < 40; round += 1) await attack()
    expect((await read()).series).toEqual(before)
  })
})
