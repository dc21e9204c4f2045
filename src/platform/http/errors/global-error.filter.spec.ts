import { Controller, ForbiddenException, Get, Headers, Logger, Post, Res, ServiceUnavailableException } from '@nestjs/common'
import type { NestExpressApplication } from '@nestjs/platform-express'
import type { Response } from 'express'
import { errors } from 'jose'
import request from 'supertest'
import { defineCheck } from '#libs/checks/define-check'
import { invalidClient, invalidDpopProof, invalidRequest, invalidToken, tooManyRequests } from '#libs/oauth-errors/factories'
import { OAuthError } from '#libs/oauth-errors/oauth-error'
import { startTinyApp } from '../tiny-app.fixture'
import { Presentations } from './presentations'
import { PresentedRefusal } from './presented-refusal'
import { toLoggedError } from '#platform/logging/to-logged-error'
import { words } from '#libs/oauth-params/excerpt'

const checkThing = defineCheck({
  name: 'check-thing',
  clauses: ['RFC0000-1'],
  hint: 'Do it right.',
  check() {
    throw invalidRequest('the thing is wrong', { reason: 'it differs', expected: words`right`, received: words`wrong` })
  },
})

class SentElsewhere extends PresentedRefusal {
  present(response: Response) {
    response.redirect(303, 'https://client.example/cb?error=invalid_request')
  }
}

class Speechless extends PresentedRefusal {
  async present() {
    throw new Error('the page is broken')
  }
}

class TooLate extends Error {
  readonly parameters = ['parameter-secret']
}

const thrown: Readonly<Record<string, () => unknown>> = {
  check: () => checkThing(),
  client: () => invalidClient('no such client'),
  dpop: () => invalidDpopProof('the proof is old'),
  token: () => invalidToken('the token is no more'),
  'own-challenge': () =>
    new OAuthError({
      code: 'invalid_token',
      status: 401,
      description: 'bound',
      headers: { 'www-authenticate': 'DPoP error="invalid_token"' },
    }),
  many: () => tooManyRequests('too many attempts', 60),
  unknown: () => new TooLate('SELECT a FROM b'),
  database: () => Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }),
  jose: () => new errors.JWSSignatureVerificationFailed(),
  elsewhere: () => new SentElsewhere(invalidRequest('scope is wrong')),
  speechless: () => new Speechless(invalidRequest('scope is wrong')),
  forbidden: () => new ForbiddenException('the inside story'),
  health: () => new ServiceUnavailableException({ status: 'error', details: { database: { status: 'down' } } }),
}

@Controller()
class TinyController {
  @Get(['plain', 'api/check', 'resource', 'page/:step', 'health'])
  get(@Headers('x-throw') name: string) {
    throw thrown[name]?.()
  }

  @Post('resource')
  post() {
    throw invalidToken('the token is no more')
  }

  @Get('late')
  async late(@Res() response: Response) {
    response.write('begun')
    throw new TooLate('after the first byte')
  }
}

let app: NestExpressApplication
const get = (path: string, name: string, headers: Record<string, string> = {}) =>
  request(app.getHttpServer())
    .get(path)
    .set({ 'x-throw': name, ...headers })
const challengesOf = (answer: { headers: Record<string, unknown> }) => String(answer.headers['www-authenticate'])

beforeAll(async () => {
  app = await startTinyApp([TinyController])
  const presentations = app.get(Presentations)
  presentations.register('/page', 'page')
  presentations.register('/resource', 'resource')
  presentations.register('/health', 'health')
  presentations.register('/api', 'json')
})
afterEach(() => jest.restoreAllMocks())
afterAll(() => app.close())

describe('a refusal', () => {
  it('is JSON of a code and a description, and nothing else (OIDCC-3.1.3.4, RFC6749-5.2, SEC-372)', async () => {
    const { status, headers, body } = await get('/api/check', 'check', { accept: 'text/html' })
    expect([status, body]).toEqual([400, { error: 'invalid_request', error_description: 'the thing is wrong' }])
    expect(headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', pragma: 'no-cache' })
  })

  it('carries its own headers (SEC-451)', async () => {
    const { status, headers } = await get('/plain', 'many')
    expect([status, headers['retry-after']]).toEqual([429, '60'])
  })

  it('is a page to whoever prefers pages, at addresses of no registered kind (SEC-372)', async () => {
    expect((await get('/plain', 'check', { accept: 'text/html,*/*;q=0.8' })).type).toBe('text/html')
    expect((await get('/plain', 'check', { accept: '*/*' })).type).toBe('application/json')
  })

  it('answers itself where it knows how, a redirect to the client say (FAPI2-SP-FINAL-5.3.2.2-11)', async () => {
    const { status, headers } = await get('/page/1', 'elsewhere')
    expect([status, headers['location']]).toEqual([303, 'https://client.example/cb?error=invalid_request'])
  })

  it('is an empty 500 where even the answer fails, and the node goes on (SEC-449)', async () => {
    const { status, text } = await get('/page/1', 'speechless')
    expect([status, text]).toEqual([500, ''])
    expect((await get('/plain', 'check')).status).toBe(400)
  })

  it.each([
    ['jose', 400, 'invalid_request'],
    ['forbidden', 403, 'access_denied'],
    ['database', 503, 'temporarily_unavailable'],
    ['unknown', 500, 'server_error'],
  ])('is made of a foreign error: %s (SEC-372, SEC-434)', async (name, status, error) => {
    const answer = await get('/plain', name)
    expect(answer).toMatchObject({ status, body: { error } })
    expect(answer.text).not.toMatch(/SELECT|inside|refused|spec/)
  })

  it('says when to ask again while the database is away (SEC-434)', async () => {
    expect((await get('/plain', 'database')).headers['retry-after']).toBe('5')
  })

  it('ends the connection where the answer has begun (SEC-449)', async () => {
    await expect(request(app.getHttpServer()).get('/late')).rejects.toThrow(/aborted|hang up/)
  })

  it('is the body of the check that failed, at health addresses', async () => {
    expect(await get('/health', 'health')).toMatchObject({
      status: 503,
      body: { status: 'error', details: { database: { status: 'down' } } },
    })
    expect(await get('/health', 'unknown')).toMatchObject({ status: 500, body: { error: 'server_error' } })
  })
})

describe('a refused client', () => {
  it.each([{}, { authorization: 'Basic xyz' }, { authorization: 'Bearer xyz' }])(
    'is challenged, whatever it tried: %j (RFC6749-5.2, RFC9110-15.5.2)',
    async (headers) => {
      expect(challengesOf(await get('/plain', 'client', headers))).toMatch(/^Basic realm="/)
    },
  )
})

describe('a protected resource', () => {
  it('names its schemes, and nothing more, to a request without a token (RFC6750-3.1)', async () => {
    const answer = await get('/resource', 'token')
    expect([answer.status, answer.text]).toEqual([401, ''])
    expect(challengesOf(answer)).toBe('Bearer realm="aldgate", DPoP realm="aldgate", algs="PS256 ES256 EdDSA"')
    expect(answer.headers).not.toHaveProperty('content-type')
  })

  it.each(['DPoP', 'dpop'])('tells whoever sent a token by %s what was wrong (RFC9449-7.1)', async (scheme) => {
    const answer = await get('/resource', 'token', { authorization: `${scheme} abc` })
    expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_token' } })
    expect(challengesOf(answer)).toBe(
      'DPoP realm="aldgate", error="invalid_token", error_description="the token is no more", algs="PS256 ES256 EdDSA"',
    )
  })

  it('tells whoever sent a token as Bearer what was wrong, and of DPoP (RFC6750-3, RFC9449-7.2)', async () => {
    const answer = await get('/resource', 'token', { authorization: 'Bearer abc' })
    expect(challengesOf(answer)).toMatch(/^Bearer realm="aldgate", error="invalid_token", .*, DPoP realm="aldgate", algs=/)
    const byForm = await request(app.getHttpServer()).post('/resource').type('form').send('access_token=abc')
    expect(byForm).toMatchObject({ status: 401, body: { error: 'invalid_token' } })
    expect(challengesOf(byForm)).toContain('Bearer realm="aldgate", error="invalid_token"')
  })

  it('answers 401 to a bad proof (RFC9449-7.1)', async () => {
    const answer = await get('/resource', 'dpop', { authorization: 'DPoP abc' })
    expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_dpop_proof' } })
    expect(challengesOf(answer)).toContain('DPoP realm="aldgate", error="invalid_dpop_proof"')
  })

  it('keeps a challenge that the refusal brings (SEC-107)', async () => {
    expect(challengesOf(await get('/resource', 'own-challenge', { authorization: 'Bearer abc' }))).toBe('DPoP error="invalid_token"')
  })

  it('does not challenge where authentication is not the matter', async () => {
    expect((await get('/resource', 'database')).headers).not.toHaveProperty('www-authenticate')
  })
})

describe('the error page', () => {
  it('names code and flow, escapes what was said, and may not be framed (SEC-295, SEC-296, SEC-297)', async () => {
    const answer = await get('/page/1', 'check', { accept: 'application/json' })
    expect([answer.status, answer.type]).toEqual([400, 'text/html'])
    expect(answer.text).toContain(
      `<div id="error-page" class="rows" data-error="invalid_request" data-flow="${answer.headers['x-flow-id']}">`,
    )
    expect(answer.text).toContain('the thing is wrong')
    expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'none'")
  })

  it('stands for what never reached a handler too (SEC-364)', async () => {
    expect(await request(app.getHttpServer()).get('/page/x/y')).toMatchObject({ status: 404, type: 'text/html' })
    expect(await request(app.getHttpServer()).put('/page/x')).toMatchObject({ status: 405, type: 'text/html' })
  })
})

describe('the log of refusals', () => {
  it('tells the operator the check, its clauses and the evidence', async () => {
    const log = jest.spyOn(Logger.prototype, 'log')
    const { headers } = await get('/api/check', 'check')
    expect(log).toHaveBeenCalledWith(
      expect.objectContaining({
        flow: headers['x-flow-id'],
        error: 'invalid_request',
        check: 'check-thing',
        clauses: ['RFC0000-1'],
        reason: 'it differs',
        expected: 'right',
        received: 'wrong',
      }),
    )
  })

  it('has the stack of what nobody foresaw, without parameters of queries (SEC-372, SEC-443)', async () => {
    const log = jest.spyOn(Logger.prototype, 'error')
    await get('/page/secret-handle?code=abc', 'unknown')
    const [told] = log.mock.calls[0] as [{ err: unknown }]
    const line = { ...told, err: toLoggedError(told.err) }
    expect(line).toMatchObject({
      status: 500,
      route: '/page/:step',
      err: { message: 'SELECT a FROM b', stack: expect.stringContaining('.spec.ts:') as string },
    })
    expect(JSON.stringify(line)).not.toMatch(/parameter-secret|secret-handle|code=abc/)
  })
})
