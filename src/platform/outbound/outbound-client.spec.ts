import { createServer } from 'node:http'
import type { IncomingHttpHeaders, RequestListener, Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { OutboundSettings } from '#platform/config/outbound-settings'
import { ServerSettings } from '#platform/config/server-settings'
import type { Environment } from '#platform/config/server-settings'
import { OutboundClient } from './outbound-client'
import { OutboundError } from './outbound-error'

// For localhost and 127.0.0.1, signed by itself, until 2126; protects nothing
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgbGSudwB7JF/roZ5g
PHv6XR3dkXlINgF5owkMcesrYbahRANCAAQgaMfo5/ayNf/MVP+r7yl6N0HOjOwG
mMUhTGFaYi+HctwXgLJpLMON5t8lsEFSCBtGQN60HxbdH/H5TJZSk0+6
-----END PRIVATE KEY-----`
const cert = `-----BEGIN CERTIFICATE-----
MIIBnDCCAUGgAwIBAgIUYFLmfZJ2nKnIYUiFwtsmktKmUCgwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzIwNDY0MloYDzIxMjYxMDMw
MjA0NjQyWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAQgaMfo5/ayNf/MVP+r7yl6N0HOjOwGmMUhTGFaYi+HctwXgLJpLMON
5t8lsEFSCBtGQN60HxbdH/H5TJZSk0+6o28wbTAdBgNVHQ4EFgQUGDozF2d+wCnY
CobGJz7iZxkQ7p4wHwYDVR0jBBgwFoAUGDozF2d+wCnYCobGJz7iZxkQ7p4wDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSQAwRgIhAL/5+CpgR++tXy4EKo5iFEWyGAx1Ek4z1qpbGKgN/F3uAiEA
6iMld2J6w5+5ERTcPUeRcC4FOP1w0FRiFlnzzEcGLF0=
-----END CERTIFICATE-----`

const json = { 'content-type': 'application/json' }
let headers: IncomingHttpHeaders
let asked = 0
let method: string | undefined
let body: Promise<string>

const answers: Readonly<Record<string, RequestListener>> = {
  '/json': (_, response) => response.writeHead(200, { ...json, 'cache-control': 'public, max-age=120' }).end('{"a":1}'),
  '/jwks': (_, response) => response.writeHead(200, { 'content-type': 'application/jwk-set+json; charset=utf-8' }).end('{"keys":[]}'),
  '/redirect': (_, response) => response.writeHead(302, { location: '/json' }).end(),
  '/missing': (_, response) => response.writeHead(404, json).end('{}'),
  '/html': (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('{}'),
  '/untyped': (_, response) => response.writeHead(200).end('{}'),
  '/broken': (_, response) => response.writeHead(200, json).end('{"a":'),
  '/latin': (_, response) => response.writeHead(200, json).end(Buffer.from([0x22, 0xe9, 0x22])),
  '/gzip': (_, response) => response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(gzipSync('{}')),
  '/long': (_, response) => response.writeHead(200, { ...json, 'content-length': '9999999' }).end(),
  '/endless': (_, response) => {
    response.writeHead(200, json)
    const timer = setInterval(() => response.write(' '.repeat(16_384)), 1)
    response.on('close', () => clearInterval(timer))
  },
  '/drip': (_, response) => {
    response.writeHead(200, json)
    const timer = setInterval(() => response.write(' '), 20)
    response.on('close', () => clearInterval(timer))
  },
  '/silent': () => undefined,
  '/cut': (_, response) => {
    response.writeHead(200, { ...json, 'content-length': '100' }).write('{')
    setTimeout(() => response.destroy(), 20)
  },
  '/wide': (_, response) => response.writeHead(200, json).end(JSON.stringify({ keys: Array.from({ length: 101 }, () => ({})) })),
  '/deep': (_, response) => response.writeHead(200, json).end('['.repeat(20_000) + ']'.repeat(20_000)),
}

const listener: RequestListener = (request, response) => {
  asked += 1
  headers = request.headers
  method = request.method
  body = text(request).catch(() => '')
  answers[request.url ?? '']?.(request, response)
}

function clientFor(environment: Environment, allow: readonly string[]): OutboundClient {
  const settings: ServerSettings = Object.assign(new ServerSettings(), { environment })
  return new OutboundClient(Object.assign(new OutboundSettings(), { allow }), settings)
}

const portOf = (address: ReturnType<Server['address']>) => (address !== null && typeof address === 'object' ? address.port : 0)

const listen = (server: Server) => new Promise<number>((resolve) => server.listen(0, '127.0.0.1', () => resolve(portOf(server.address()))))

const [plain, tls] = [createServer(listener), createTlsServer({ key, cert }, listener)]
const client = clientFor('test', ['localhost', '127.0.0.1'])
let [plainUrl, tlsUrl] = ['', '']

beforeAll(async () => {
  plainUrl = `http://localhost:${await listen(plain)}`
  tlsUrl = `https://localhost:${await listen(tls)}`
})
beforeEach(() => {
  asked = 0
})
afterAll(() => {
  for (const server of [plain, tls]) {
    server.closeAllConnections()
    server.close()
  }
})

const failing = (url: string, from = client, options = {}) =>
  from.getJson(url, options).then(
    () => 'nothing',
    (error: unknown) => (error instanceof OutboundError ? error.reason : error),
  )

describe('an outbound request', () => {
  it('brings JSON and how long it may be kept (SEC-379)', async () => {
    expect(await client.getJson(`${plainUrl}/json`)).toEqual({ body: { a: 1 }, maxAgeSeconds: 120 })
    expect(await client.getJson(`${tlsUrl}/jwks`)).toEqual({ body: { keys: [] } })
  })

  it('says no more of this server than it must (SEC-378)', async () => {
    await client.getJson(`${plainUrl}/json`, { accept: 'application/jwk-set+json' })
    expect(headers).toEqual({
      host: new URL(plainUrl).host,
      accept: 'application/jwk-set+json',
      'accept-encoding': 'identity',
      'user-agent': 'Aldgate',
      connection: 'close',
    })
  })

  it.each([
    ['/redirect', 'redirect'],
    ['/missing', 'status'],
    ['/html', 'content type'],
    ['/untyped', 'content type'],
    ['/broken', 'not json'],
    ['/latin', 'not json'],
    ['/gzip', 'content encoding'],
    ['/long', 'too large'],
    ['/endless', 'too large'],
    ['/wide', 'too large'],
    ['/deep', 'too large'],
    ['/cut', 'connection failed'],
  ])('takes nothing unusable: %s (SEC-376, SEC-377)', async (path, reason) => {
    expect(await failing(`${plainUrl}${path}`)).toBe(reason)
    expect(asked).toBe(1)
  })

  it.each(['/silent', '/drip'])('ends in time: %s (SEC-377)', async (path) => {
    expect(await failing(`${plainUrl}${path}`, client, { timeoutMs: 150 })).toBe('timeout')
  })

  it('fails where nobody listens, and says no more than that (SEC-381)', async () => {
    const error = await client.getJson('http://127.0.0.1:1/').catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      name: 'OutboundError',
      reason: 'connection failed',
      message: 'the outbound request failed: connection failed',
    })
  })
})

describe('an outbound form', () => {
  const form = new URLSearchParams({ logout_token: 'a.b.c', more: 'ä &=' })

  it('is posted, and its status is all that comes of it (SEC-284)', async () => {
    expect(await client.postForm(`${plainUrl}/json`, form)).toBe(200)
    expect([method, await body]).toEqual(['POST', 'logout_token=a.b.c&more=%C3%A4+%26%3D'])
    expect(await client.postForm(`${tlsUrl}/missing`, form)).toBe(404)
  })

  it('says no more of this server than it must (SEC-284, SEC-378)', async () => {
    await client.postForm(`${plainUrl}/json`, form)
    expect(headers).toEqual({
      host: new URL(plainUrl).host,
      accept: '*/*',
      'accept-encoding': 'identity',
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': '37',
      'user-agent': 'Aldgate',
      connection: 'close',
    })
  })

  it('follows no redirect, and leaves the body unread (SEC-284)', async () => {
    expect(await client.postForm(`${plainUrl}/redirect`, form)).toBe(302)
    for (const path of ['/long', '/endless', '/drip', '/gzip', '/cut']) expect(await client.postForm(plainUrl + path, form)).toBe(200)
    expect(asked).toBe(6)
  })

  it.each([
    ['http://localhost.evil.example/', 'url not allowed'],
    ['https://user:secret@localhost/', 'url not allowed'],
    ['https://169.254.169.254/latest', 'address not allowed'],
    ['https://[::1]/', 'address not allowed'],
    ['http://127.0.0.1:1/', 'connection failed'],
  ])('goes only where any request may go: %s (SEC-284, SEC-375)', async (url, reason) => {
    await expect(client.postForm(url, form)).rejects.toMatchObject({ name: 'OutboundError', reason })
  })

  it('ends in time (SEC-284, SEC-377)', async () => {
    await expect(client.postForm(`${plainUrl}/silent`, form, { timeoutMs: 150 })).rejects.toMatchObject({ reason: 'timeout' })
  })
})

describe('the addresses of outbound requests', () => {
  it.each([
    'file:///etc/passwd',
    'ftp://a.example/',
    'data:application/json,{}',
    'ws://a.example/',
    'gopher://a.example/',
    'http://a.example/',
    'nonsense',
    '',
  ])('are https: not %s (FAPI2-SP-FINAL-5.2.1-1, SEC-374)', async (url) => expect(await failing(url)).toBe('url not allowed'))

  it('may be http for hosts on the list, and in development (SEC-374)', async () => {
    expect(await failing('http://localhost.evil.example/')).toBe('url not allowed')
    expect(await failing('http://10.0.0.1/', clientFor('development', []))).toBe('address not allowed')
    expect((await client.getJson(`${plainUrl}/json`)).body).toEqual({ a: 1 })
  })

  it('have no credentials and an end (SEC-374, SEC-378)', async () => {
    expect(await failing('https://user:secret@localhost/')).toBe('url not allowed')
    expect(await failing(`https://localhost/${'a'.repeat(2048)}`)).toBe('url not allowed')
  })

  it.each([
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0177.1/',
    'https://0x7f000001/',
    'https://169.254.169.254/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://localhost/',
    'https://LOCALHOST/',
  ])('do not lead inside: %s (SEC-375)', async (url) => {
    expect(await failing(url, clientFor('test', []))).toBe('address not allowed')
    expect(asked).toBe(0)
  })

  it('do not lead inside by a final dot (SEC-375)', async () => {
    expect(['address not allowed', 'name not found']).toContain(await failing('https://localhost./', clientFor('test', [])))
  })

  it('are on no list in production (SEC-375)', async () => {
    expect(await failing(`${tlsUrl}/json`, clientFor('production', ['localhost']))).toBe('address not allowed')
    expect(await failing(`${plainUrl}/json`, clientFor('production', ['localhost']))).toBe('url not allowed')
  })
})
