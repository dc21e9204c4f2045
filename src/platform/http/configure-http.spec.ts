import { connect } from 'node:net'
import { Controller, Get, Header, Post, Req } from '@nestjs/common'
import type { NestExpressApplication } from '@nestjs/platform-express'
import type { Request } from 'express'
import request from 'supertest'
import { clientAddress, clientRateKey } from './address'
import { CurrentFlow, flowOf } from './flow'
import { Flow } from '#platform/events/flow'
import { startTinyApp } from './tiny-app.fixture'

const earlierFlow = 'abcdefghijklmnopqrstuv'

@Controller()
class TinyController {
  @Get('thing')
  thing(@CurrentFlow() flow: Flow) {
    return { flow: flow.id }
  }

  @Get('adopting')
  adopting(@CurrentFlow() flow: Flow, @Req() req: Request) {
    flow.adopt(earlierFlow)
    return { flow: flowOf(req).id }
  }

  @Get('cached')
  @Header('cache-control', 'public, max-age=300')
  cached() {
    return {}
  }

  @Get('peer')
  peer(@Req() req: Request) {
    return { address: clientAddress(req), key: clientRateKey(req) }
  }

  @Post('token')
  token() {
    return {}
  }

  @Get('client/:id')
  client() {
    return {}
  }

  @Post('nothing')
  nothing() {
    return undefined
  }
}

let app: NestExpressApplication
const server = () => request(app.getHttpServer())

beforeAll(async () => {
  app = await startTinyApp([TinyController])
  await app.listen(0, '127.0.0.1')
})
afterAll(() => app.close())

describe('every answer', () => {
  it.each(['/thing', '/no-such-thing'])(
    'of %s carries the security headers (RFC9700-4.2.4, RFC9700-4.16, FAPI2-SP-FINAL-5.2.3-1, SEC-8, SEC-295, SEC-296)',
    async (path) => {
      const { headers } = await server().get(path)
      expect(headers).toMatchObject({
        'strict-transport-security': 'max-age=31536000; includeSubDomains',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
      })
      expect(headers['content-security-policy']).toBe("default-src 'none'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'")
      expect(headers['permissions-policy']).toContain('camera=()')
    },
  )

  it('says nothing of what made it and has no ETag (SEC-372)', async () => {
    const { headers } = await server().get('/thing')
    expect(headers).not.toHaveProperty('x-powered-by')
    expect(headers).not.toHaveProperty('etag')
  })

  it('stays out of caches unless its handler says otherwise (RFC6749-5.1, SEC-456)', async () => {
    expect((await server().get('/thing')).headers).toMatchObject({ 'cache-control': 'no-store', pragma: 'no-cache' })
    const { headers } = await server().get('/cached')
    expect(headers['cache-control']).toBe('public, max-age=300')
    expect(headers).not.toHaveProperty('pragma')
  })

  it.each([
    [{ hsts: 'subdomains' }, 'max-age=31536000; includeSubDomains'],
    [{ hsts: 'host' }, 'max-age=31536000'],
    [{ hsts: 'off' }, undefined],
    [{ hsts: 'subdomains', issuer: 'http://localhost:3000' }, undefined],
  ] as const)('promises HSTS for the hosts of ALDGATE_HSTS, where the issuer is https: %j (SEC-8)', async (settings, promise) => {
    const other = await startTinyApp([TinyController], settings)
    const { headers } = await request(other.getHttpServer()).get('/thing')
    expect(headers['strict-transport-security']).toBe(promise)
    await other.close()
  })

  it('has no content type where it is empty', async () => {
    const { status, headers } = await server().post('/nothing')
    expect(status).toBe(201)
    expect(headers).not.toHaveProperty('content-type')
  })
})

describe('a slow client', () => {
  it('has 10 seconds for its headers and 30 for all, and is looked for every 5 (SEC-362)', () => {
    const times = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 5_000 }
    expect(app.getHttpServer()).toMatchObject(times)
  })

  it('is one of 4,000 at the most (SEC-362)', () => {
    expect(app.getHttpServer()).toMatchObject({ maxConnections: 4000 })
  })
})

describe('the flow of a request', () => {
  it('is named in the answer, errors too, by 22 characters that never repeat (SEC-58)', async () => {
    const answers = [await server().get('/thing'), await server().get('/thing'), await server().get('/no-such-thing')]
    const ids = answers.map(({ headers }) => String(headers['x-flow-id']))
    expect(new Set(ids).size).toBe(3)
    for (const id of ids) expect(id).toMatch(/^[\w-]{22}$/)
    expect(answers[0]?.body).toEqual({ flow: ids[0] })
  })

  it('becomes an earlier one where the handler adopts that', async () => {
    const { headers, body } = await server().get('/adopting')
    expect(headers['x-flow-id']).toBe(earlierFlow)
    expect(body).toEqual({ flow: earlierFlow })
  })

  it('adopts nothing that is no flow id (SEC-360)', () => {
    expect(() => new Flow().adopt('x\r\nset-cookie: a=b')).toThrow(TypeError)
  })
})

describe('an address', () => {
  it.each([
    ['GET', '/token', 405, 'POST'],
    ['PUT', '/token', 405, 'POST'],
    ['DELETE', '/thing', 405, 'GET, HEAD'],
    ['OPTIONS', '/token', 405, 'POST'],
    ['TRACE', '/thing', 405, 'GET, HEAD'],
    ['POST', '/client/7', 405, 'GET, HEAD'],
    ['HEAD', '/token', 405, 'POST'],
  ])('refuses %s %s and names the methods it has (RFC9110-15.5.6, RFC9126-2.3, SEC-171, SEC-364)', async (method, path, status, allow) => {
    const answer = await raw(`${method} ${path} HTTP/1.1\r\nhost: id.example\r\nconnection: close\r\n\r\n`)
    expect(answer).toContain(`HTTP/1.1 ${status} `)
    expect(answer.toLowerCase()).toContain(`\r\nallow: ${allow.toLowerCase()}\r\n`)
  })

  it('answers HEAD where it answers GET (SEC-364)', async () => {
    expect((await server().head('/thing')).status).toBe(200)
    expect((await server().head('/client/7')).status).toBe(200)
  })

  it.each([
    '/Thing',
    '/thing/',
    '//thing',
    '/%74hing',
    '/thing;x',
    '/thing/.',
    '/x/../thing/',
    '/client/%ff',
    '/client/',
    '/__proto__',
    '/constructor',
  ])('is exact: %s is nothing (RFC9110-15.5.5, SEC-365)', async (path) => {
    const answer = await raw(`GET ${path} HTTP/1.1\r\nhost: id.example\r\nconnection: close\r\n\r\n`)
    expect(answer).toContain('HTTP/1.1 404 ')
  })

  it('is nothing for OPTIONS * and POST to nowhere (SEC-364)', async () => {
    expect(await raw('OPTIONS * HTTP/1.1\r\nhost: id.example\r\nconnection: close\r\n\r\n')).toContain('HTTP/1.1 404 ')
    expect((await server().post('/nowhere').send({ json: true })).status).toBe(404)
  })
})

describe('the address of a client', () => {
  it('is that of the peer, whatever is said to be forwarded (RFC9700-4.13, SEC-366)', async () => {
    const { body } = await server().get('/peer').set({ 'x-forwarded-for': '8.8.8.8', forwarded: 'for=8.8.8.8' })
    expect(body).toEqual({ address: '127.0.0.1', key: '127.0.0.1' })
  })

  it.each([
    ['8.8.8.8', '8.8.8.8', '8.8.8.8'],
    ['9.9.9.9, ::ffff:8.8.8.8', '8.8.8.8', '8.8.8.8'],
    ['2a00:1450::1', '2a00:1450:0:0:0:0:0:1', '2a00:1450:0:0::/64'],
    ['rubbish', '127.0.0.1', '127.0.0.1'],
  ])('behind a trusted proxy that forwards %s is %s (SEC-301, SEC-366)', async (forwarded, address, key) => {
    expect(await behindProxy({ 'x-forwarded-for': forwarded })).toEqual({ address, key })
  })

  it('is read from Forwarded, too (RFC9700-4.13, SEC-366)', async () => {
    const forwarded = 'for=9.9.9.9, for="[2a00:1450::1]:4711";proto=https;by=_proxy, for="127.0.0.5"'
    expect((await behindProxy({ forwarded })).address).toBe('2a00:1450:0:0:0:0:0:1')
  })

  it('is not read from Forwarded where the proxy writes X-Forwarded-For: then a stranger wrote it (SEC-366)', async () => {
    expect((await behindProxy({ forwarded: 'for=9.9.9.9', 'x-forwarded-for': '8.8.8.8' })).address).toBe('8.8.8.8')
  })

  const behindProxy = async (headers: Readonly<Record<string, string>>): Promise<{ address: string; key: string }> => {
    const proxied = await startTinyApp([TinyController], { trustProxy: ['127.0.0.0/8', '::1'] })
    const { body } = await request(proxied.getHttpServer()).get('/peer').set(headers)
    await proxied.close()
    return body as { address: string; key: string }
  }
})

async function raw(text: string): Promise<string> {
  const port = Number(new URL(await app.getUrl()).port)
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    let answer = ''
    socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk))
    socket.on('error', reject).on('end', () => resolve(answer))
  })
}
