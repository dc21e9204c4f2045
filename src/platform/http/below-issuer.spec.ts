import { Controller, Get, Req, Res } from '@nestjs/common'
import type { NestExpressApplication } from '@nestjs/platform-express'
import type { Request, Response } from 'express'
import { rawRequest } from '../../../test/support/raw-request'
import { HostAddresses } from './host-addresses'
import { leadTo } from './lead-to'
import { routeOf } from './route-of'
import { startTinyApp } from './tiny-app.fixture'

@Controller()
class TinyController {
  @Get(['', 'thing', 'thing/:id', 'lives'])
  thing(@Req() request: Request) {
    return { path: request.path, route: routeOf(request), query: request.originalUrl.split('?')[1] ?? null }
  }

  @Get('elsewhere')
  elsewhere(@Res() response: Response) {
    leadTo(response, '/thing?a=b')
  }
}

let below: NestExpressApplication
let atRoot: NestExpressApplication
beforeAll(async () => {
  below = await startTinyApp([TinyController], { issuer: 'https://id.example/auth' })
  below.get(HostAddresses).register('/lives')
  below.get(HostAddresses).register('/.well-known/thing/auth', '/thing')
  atRoot = await startTinyApp([TinyController], { issuer: 'https://id.example' })
  for (const app of [below, atRoot]) await app.listen(0, '127.0.0.1')
})
afterAll(() => Promise.all([below.close(), atRoot.close()]))

const ask = async (app: NestExpressApplication, target: string) => {
  const answer = await rawRequest((await app.getUrl()).replace('[::1]', '127.0.0.1'), 'GET', target, [])
  const [head = '', body = ''] = answer.split('\r\n\r\n')
  return { status: Number(head.split(' ')[1]), location: /^location: (.*)$/im.exec(head)?.[1], body }
}

describe('an issuer with a path', () => {
  it.each([
    ['/auth/thing', { path: '/thing', route: '/thing', query: null }],
    ['/auth/thing/one', { path: '/thing/one', route: '/thing/:id', query: null }],
    ['/auth/thing?a=/auth/b', { path: '/thing', route: '/thing', query: 'a=/auth/b' }],
    ['/auth/', { path: '/', route: '/', query: null }],
    ['/auth', { path: '/', route: '/', query: null }],
    ['/auth?a=b', { path: '/', route: '/', query: 'a=b' }],
    ['http://id.example/auth/thing?a=b', { path: '/thing', route: '/thing', query: 'a=b' }],
  ])('has its endpoints below it: %s (RFC8414-3.1)', async (target, expected) => {
    const { status, body } = await ask(below, target)
    expect([status, JSON.parse(body)]).toEqual([200, expected])
  })

  it.each([
    '/',
    '/thing',
    '/thing?/auth/thing',
    '/authx/thing',
    '/Auth/thing',
    '/%61uth/thing',
    '//auth/thing',
    '/x/../auth/thing',
    '/x/auth/thing',
    'http://id.example/thing',
    'http://id.example',
  ])('has none elsewhere: %s (RFC8414-3.1, SEC-364)', async (target) => {
    expect(await ask(below, target)).toMatchObject({
      status: 404,
      body: expect.stringContaining('there is nothing at this address') as string,
    })
  })

  it.each(['/auth/auth/thing', '/auth//thing', '/auth/../thing', '/auth/Thing'])(
    'has nothing but its routes below it: %s',
    async (target) => {
      expect((await ask(below, target)).status).toBe(404)
    },
  )

  it('answers at the root of the host what features have registered there', async () => {
    expect(JSON.parse((await ask(below, '/lives?a=b')).body)).toMatchObject({ path: '/lives', query: 'a=b' })
    expect(JSON.parse((await ask(below, '/.well-known/thing/auth')).body)).toMatchObject({ path: '/thing' })
    expect((await ask(below, '/auth/lives')).status).toBe(200)
  })

  it('is in front of where a browser is sent', async () => {
    expect((await ask(below, '/auth/elsewhere')).location).toBe('/auth/thing?a=b')
    expect((await ask(atRoot, '/elsewhere')).location).toBe('/thing?a=b')
  })
})
