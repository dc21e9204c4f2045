import { Controller, Get, HttpCode, Post } from '@nestjs/common'
import type { NestExpressApplication } from '@nestjs/platform-express'
import request from 'supertest'
import { invalidGrant, temporarilyUnavailable } from '#libs/oauth-errors/factories'
import { startTinyApp } from '../tiny-app.fixture'
import { CorsPolicies } from './cors-policies'

@Controller()
class TinyController {
  @Post('token')
  @HttpCode(200)
  token() {
    throw invalidGrant('the code is not good')
  }

  @Post('broken')
  broken() {}

  @Get('jwks')
  jwks() {
    return { keys: [] }
  }

  @Get('authorize')
  authorize() {
    return {}
  }
}

const known = 'https://app.example'
let asked: string[]
let app: NestExpressApplication
const server = () => request(app.getHttpServer())
const preflight = (path: string, origin: string) => server().options(path).set({ origin, 'access-control-request-method': 'POST' })

beforeAll(async () => {
  app = await startTinyApp([TinyController])
  const policies = app.get(CorsPolicies)
  policies.register('/jwks', { origins: 'any', methods: ['GET'] })
  policies.register('/token', { methods: ['POST'], origins: async (origin) => asked.push(origin) > 0 && origin === known })
  policies.register('/broken', { methods: ['POST'], origins: async () => Promise.reject(temporarilyUnavailable('not now', 5)) })
})
beforeEach(() => {
  asked = []
})
afterAll(() => app.close())

describe('a call from another origin', () => {
  it('is answered to a registered origin, errors too, with the headers it needs (SEC-11, SEC-115)', async () => {
    const { status, headers } = await server().post('/token').set('origin', known)
    expect(status).toBe(400)
    expect(headers).toMatchObject({
      'access-control-allow-origin': known,
      'access-control-expose-headers': 'DPoP-Nonce, WWW-Authenticate, x-flow-id',
      vary: 'Origin',
    })
    expect(headers).not.toHaveProperty('access-control-allow-credentials')
  })

  it('is readable where a wrong method or content type is refused (SEC-11)', async () => {
    const wrongMethod = await server().get('/token').set('origin', known)
    const wrongType = await server().post('/token').set('origin', known).send({})
    expect([wrongMethod.status, wrongType.status]).toEqual([405, 415])
    for (const { headers } of [wrongMethod, wrongType]) expect(headers['access-control-allow-origin']).toBe(known)
  })

  it('is not answered to an origin that nobody registered (SEC-11)', async () => {
    const { headers } = await server().post('/token').set('origin', 'https://evil.example')
    expect(headers).not.toHaveProperty('access-control-allow-origin')
    expect(headers['vary']).toBe('Origin')
  })

  it.each([
    'null',
    'https://app.example/',
    'HTTPS://APP.EXAMPLE',
    'https://app.example:443',
    'app.example',
    `https://${'a'.repeat(300)}.example`,
  ])('is not even asked for at %s, which is no origin (SEC-11)', async (origin) => {
    const { headers } = await server().post('/token').set('origin', origin)
    expect(headers).not.toHaveProperty('access-control-allow-origin')
    expect(asked).toEqual([])
  })

  it('is answered to everybody where the document is public (SEC-11)', async () => {
    const { headers } = await server().get('/jwks').set('origin', 'https://any.example')
    expect(headers['access-control-allow-origin']).toBe('*')
    expect(headers).not.toHaveProperty('vary')
  })

  it('fails as a whole where the origins cannot be had (SEC-434)', async () => {
    const answer = await server().post('/broken').set('origin', known)
    expect(answer.status).toBe(503)
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin')
  })

  it('leaves calls without an origin as they are', async () => {
    const { headers } = await server().post('/token')
    expect(headers).not.toHaveProperty('access-control-allow-origin')
    expect(asked).toEqual([])
  })
})

describe('a preflight', () => {
  it('tells a registered origin the methods, and lets it send whatever headers its libraries add, without a content type (SEC-11)', async () => {
    const { status, headers } = await preflight('/token', known)
    expect(status).toBe(204)
    expect(headers).toMatchObject({
      'access-control-allow-origin': known,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'Authorization, DPoP, Content-Type, *',
    })
    expect(headers).not.toHaveProperty('content-type')
  })

  it('tells others nothing (SEC-11)', async () => {
    const { headers } = await preflight('/token', 'https://evil.example')
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
  })

  it('is no method of the authorization endpoint (RFC9700-2.6, FAPI2-SP-FINAL-5.2.3-3, SEC-10)', async () => {
    const { status, headers } = await preflight('/authorize', known)
    expect(status).toBe(405)
    expect(headers).not.toHaveProperty('access-control-allow-origin')
    expect((await server().get('/authorize').set('origin', known)).headers).not.toHaveProperty('access-control-allow-origin')
  })

  it('is a wrong method where it is none (SEC-364)', async () => {
    expect((await server().options('/token')).status).toBe(405)
    expect((await server().options('/token').set('origin', known)).status).toBe(405)
  })
})
