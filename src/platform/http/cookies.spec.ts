import { Controller, Get, Param, Req, Res } from '@nestjs/common'
import type { NestExpressApplication } from '@nestjs/platform-express'
import type { Request, Response } from 'express'
import request from 'supertest'
import { Cookies } from './cookies'
import { startTinyApp } from './tiny-app.fixture'

@Controller()
class TinyController {
  constructor(private readonly cookies: Cookies) {}

  @Get('read')
  read(@Req() req: Request) {
    return { value: this.cookies.read(req, 'session') ?? null }
  }

  @Get(['set', 'set/:age'])
  set(@Res({ passthrough: true }) response: Response, @Param('age') age?: string) {
    this.cookies.set(response, 'other', 'x')
    this.cookies.set(response, 'session', 'first')
    this.cookies.set(response, 'session', 'a b;c', age === undefined ? undefined : Number(age))
  }

  @Get('clear')
  clear(@Res({ passthrough: true }) response: Response) {
    this.cookies.clear(response, 'session')
  }
}

let secure: NestExpressApplication
let plain: NestExpressApplication
const cookiesOf = async (app: NestExpressApplication, path: string) =>
  (await request(app.getHttpServer()).get(path)).get('Set-Cookie') ?? []
const read = async (cookie: string) => (await request(secure.getHttpServer()).get('/read').set('cookie', cookie)).body as unknown

beforeAll(async () => {
  secure = await startTinyApp([TinyController])
  plain = await startTinyApp([TinyController], { issuer: 'http://localhost:3000' })
})
afterAll(() => Promise.all([secure.close(), plain.close()]))

describe('a cookie', () => {
  it('is for this host alone, secure and unseen by scripts; the last of a name counts (SEC-293)', async () => {
    expect(await cookiesOf(secure, '/set')).toEqual([
      '__Host-other=x; Path=/; HttpOnly; Secure; SameSite=Lax',
      '__Host-session=a%20b%3Bc; Path=/; HttpOnly; Secure; SameSite=Lax',
    ])
  })

  it('lives as long as it is told', async () => {
    expect(await cookiesOf(secure, '/set/60')).toContain('__Host-session=a%20b%3Bc; Max-Age=60; Path=/; HttpOnly; Secure; SameSite=Lax')
  })

  it('has no prefix where the issuer is http, as browsers would refuse it', async () => {
    expect(await cookiesOf(plain, '/set')).toContain('session.3000=a%20b%3Bc; Path=/; HttpOnly; SameSite=Lax')
  })

  it('has a name of its issuer’s own, whatever other issuers are on the host (SEC-293)', async () => {
    const host = 'https://id.example'
    const issuers = [
      host,
      `${host}:8443`,
      `${host}/8443`,
      `${host}:8443/a`,
      `${host}/a`,
      `${host}/A`,
      `${host}/a/b`,
      `${host}/a.b`,
      `${host}/a-b`,
    ]
    const names = issuers.map(async (issuer) => {
      const app = await startTinyApp([TinyController], { issuer })
      const path = issuer.slice(host.length).replace(/^:\d+/, '')
      const [cookie = ''] = await cookiesOf(app, `${path}/set`)
      expect(cookie).toMatch(/^__Host-other[\w.~-]*=x; Path=\/; /)
      await app.close()
      return cookie.split('=')[0]
    })
    expect(new Set(await Promise.all(names)).size).toBe(issuers.length)
    expect(await names[6]).toBe('__Host-other~a~b')
  })

  it('is cleared with the attributes it was set with (SEC-280)', async () => {
    const [cookie = ''] = await cookiesOf(secure, '/clear')
    expect(cookie).toMatch(/^__Host-session=; Max-Age=0; Path=\/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Secure; SameSite=Lax$/)
  })

  it('is read back', async () => {
    expect(await read('a=b; __Host-session=a%20b%3Bc')).toEqual({ value: 'a b;c' })
  })

  it('does not count without its prefix (SEC-293)', async () => {
    expect(await read('session=x')).toEqual({ value: null })
  })

  it.each([
    ['', null],
    [';;;=;=x', null],
    ['__Host-session', null],
    ['__Host-session=%zz', '%zz'],
    ['__Host-session=first; __Host-session=second', 'first'],
    ['__proto__=x', null],
  ])('is read without harm from %j (SEC-371)', async (header, value) => {
    expect(await read(header)).toEqual({ value })
  })
})
