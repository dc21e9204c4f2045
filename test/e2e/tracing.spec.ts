import { startTracing } from '#platform/tracing/start-tracing'
import { e2eSeed, keys, secret } from '../support/e2e-seed'
import { DataSource } from 'typeorm'
import { LogoutReceiver, until } from '../support/logout-receiver'
import { Person } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import { startServer } from '../support/test-server'
import type { TestServer } from '../support/test-server'
import { testSettings } from '../support/test-settings'
import { attributesOf, TraceCollector } from '../support/trace-collector'
import type { CollectedSpan } from '../support/trace-collector'

const traceId = 'abcdefabcdefabcdefabcdefabcdefab'
const callerSpan = '0123456789abcdef'
const traceparent = `00-${traceId}-${callerSpan}-01`

describe('a trace', () => {
  const [collector, receiver] = [new TraceCollector(), new LogoutReceiver()]
  const lines: string[] = []
  let server: TestServer
  let rp: RelyingParty
  let end: () => Promise<void>
  let secrets: readonly string[]
  let flow: string
  beforeAll(async () => {
    const OTEL_EXPORTER_OTLP_ENDPOINT = await collector.start()
    await receiver.start()
    const { tracing } = testSettings({ OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' })
    end = startTracing(tracing, 'a-node')
    const told = { client_id: 'told', client_secret: secret, client_type: 'internal', backchannel_logout_uri: receiver.url() }
    const clients = [
      ...e2eSeed.clients,
      { ...told, token_endpoint_auth_method: 'client_secret_post', redirect_uris: ['https://rp.example.com/cb'], scope: 'openid' },
    ]
    const log = { write: (line: string) => void lines.push(line) }
    server = await startServer({ seed: { ...e2eSeed, clients }, environment: { ALDGATE_OUTBOUND_ALLOW: '127.0.0.1' }, log })
    rp = new RelyingParty(server, 'fapi', keys.fapi)
    secrets = await useAll()
    await end()
  })
  afterAll(async () => {
    await server.close()
    await receiver.stop()
    await collector.stop()
  })

  const unfinished = (): Promise<unknown[]> =>
    server.app.get(DataSource).query('SELECT jti FROM logout_deliveries WHERE finished_at IS NULL')

  /** A login, a refusal and a logout; all that was secret in them. */
  const useAll = async () => {
    const person = new Person(server)
    const code = await person.getCode(await rp.pushedUrl())
    const dpop = rp.proof('POST', rp.url('/token'))
    const redeem = {
      ...rp.authentication(),
      grant_type: 'authorization_code',
      code,
      redirect_uri: rp.redirectUri,
      code_verifier: rp.verifier,
    }
    const { json, headers } = await rp.post('/token', redeem, { dpop, traceparent })
    flow = headers.get('x-flow-id') ?? ''
    await rp.userinfo(String(json['access_token']))
    await rp.post('/token', { client_id: 'web-post', client_secret: 'not-the-secret', grant_type: 'refresh_token' })
    const told = new RelyingParty(server, 'told')
    await person.getCode(told.authorizationUrl(told.authorizationParams({ scope: 'openid' })))
    await person.submit(await person.page('/logout'), { decision: 'logout' })
    await until(() => receiver.received.length > 0, 'a logout token')
    // The token arrives before its delivery is over, and with it the span.
    await until(async () => (await unfinished()).length === 0, 'the end of the delivery')
    await new Promise((resolve) => setTimeout(resolve, 50))
    return [code, dpop, rp.verifier, ...Object.values(json).map(String), 'not-the-secret', 'correct horse battery staple'].filter(
      (one) => one.length > 8,
    )
  }
  const tokenSpan = () => collector.named('POST /token').find((span) => span.traceId === traceId) as CollectedSpan
  const below = (span: CollectedSpan): readonly CollectedSpan[] => {
    const children = collector.spans.filter(({ parentSpanId }) => parentSpanId === span.spanId)
    return [...children, ...children.flatMap(below)]
  }

  it('goes on from the caller’s, with route, status and flow (W3C trace context)', () => {
    expect(tokenSpan()).toMatchObject({ parentSpanId: callerSpan, kind: 2 })
    expect(attributesOf(tokenSpan())).toEqual({
      'http.request.method': 'POST',
      'http.route': '/token',
      'http.response.status_code': 200,
      'aldgate.flow': flow,
    })
  })

  it('shows what a request was spent on: authentication, proof, database units, signatures', () => {
    const names = below(tokenSpan()).map(({ name }) => name)
    for (const name of ['client authentication', 'DPoP proof', 'database unit', 'signature']) expect(names).toContain(name)
    expect(names.filter((name) => name === 'signature')).toHaveLength(2)
    const pushed = collector.named('POST /par')[0]
    expect(pushed && below(pushed).map(({ name }) => name)).toContain('authorization request checks')
  })

  it('names the check that refused, and no more (SEC-443)', () => {
    const refused = collector.spans.find((span) => attributesOf(span)['aldgate.check'] === 'client-secret')
    expect(refused).toMatchObject({ name: 'client authentication', status: { code: 2 } })
  })

  it('goes on to whoever is asked or told by the server', () => {
    const header = String(receiver.received[0]?.headers['traceparent'])
    const [, told] = header.split('-')
    expect(collector.named('back-channel logout').map((span) => span.traceId)).toContain(told)
  })

  it('is named by the lines of the log about its requests', () => {
    const line = lines
      .map((text) => JSON.parse(text) as Record<string, unknown>)
      .find((one) => one['msg'] === 'request' && one['trace'] === traceId)
    expect(line).toMatchObject({ path: '/token', flow })
  })

  it('goes to the collector under the name of the server, and holds no secret (SEC-443)', () => {
    expect(collector.requests.every(({ path }) => path === '/v1/traces')).toBe(true)
    const sent = collector.requests.map(({ body }) => body).join('\n')
    expect(sent).toContain('"aldgate"')
    expect(sent).toContain('"a-node"')
    expect(secrets.length).toBeGreaterThan(7)
    for (const one of secrets) expect(sent).not.toContain(one)
  })
})
