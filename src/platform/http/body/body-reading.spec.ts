import { connect } from 'node:net'
import { Controller, Get, HttpCode, Post } from '@nestjs/common'
import type { NestExpressApplication } from '@nestjs/platform-express'
import request from 'supertest'
import { FormParams } from '#libs/oauth-params/form-params'
import { Presentations } from '../errors/presentations'
import { startTinyApp } from '../tiny-app.fixture'
import { FormBody, QueryParams } from './params'

const toObject = (params: FormParams) => Object.fromEntries(params.names().map((name) => [name, params.texts(name, 65_536)]))
let handled = 0

@Controller()
class TinyController {
  @Post('token')
  @HttpCode(200)
  token(@FormBody() params: FormParams) {
    handled += 1
    return toObject(params)
  }

  @Get('authorize')
  authorize(@QueryParams() params: FormParams, @FormBody() form: FormParams) {
    return { ...toObject(params), form: form.names() }
  }

  @Post('authorize')
  @HttpCode(200)
  posted(@FormBody() params: FormParams) {
    return toObject(params)
  }
}

let app: NestExpressApplication
let port: number
const form = 'application/x-www-form-urlencoded'
const post = (body: string, type = form) => request(app.getHttpServer()).post('/token').set('content-type', type).send(body)

beforeAll(async () => {
  app = await startTinyApp([TinyController])
  app.get(Presentations).register('/authorize', 'page')
  await app.listen(0, '127.0.0.1')
  port = Number(new URL(await app.getUrl()).port)
})
afterAll(() => app.close())

describe('a form', () => {
  it('arrives with its repeats and plain names (SEC-353)', async () => {
    expect((await post('a=1&a=2&b%5Bx%5D=3&c=')).body).toEqual({ a: ['1', '2'], 'b[x]': ['3'] })
  })

  it.each([
    `${form};charset=UTF-8`,
    `${form}; charset="utf-8"`,
    `${form}; charset=ISO-8859-1`,
    `${form}; charset=US-ASCII`,
    'Application/X-WWW-Form-Urlencoded',
  ])('may come as %s (SEC-356)', async (type) => {
    expect((await post('a=1', type)).body).toEqual({ a: ['1'] })
  })

  it('is empty where there is no body and no content type', async () => {
    const answer = await request(app.getHttpServer()).post('/token')
    expect([answer.status, answer.body]).toEqual([200, {}])
  })

  it('that is called ISO-8859-1 is UTF-8 all the same, or refused (SEC-353)', async () => {
    expect((await post('a=%C3%A4', `${form}; charset=ISO-8859-1`)).body).toEqual({ a: ['ä'] })
    expect((await post('a=%E4', `${form}; charset=ISO-8859-1`)).status).toBe(400)
  })

  it.each(['a=%FF', 'a=%zz', 'a=%00'])('that is malformed, %s, is refused (SEC-353)', async (body) => {
    expect(await post(body)).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
  })

  it.each([
    'application/json',
    'text/plain',
    'multipart/form-data; boundary=x',
    `${form}; charset=utf-16`,
    `${form}; charset=utf-8; q=1`,
    `application/json;,${form}`,
    `${form},text/plain`,
  ])('is what the body must be, not %s (RFC9126-2.1, SEC-171, SEC-356)', async (type) => {
    expect(await post('a=1', type)).toMatchObject({ status: 415, body: { error: 'invalid_request' } })
  })

  it('must be called one (SEC-356)', async () => {
    expect(await send('POST /token HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\nconnection: close\r\n\r\na=1')).toContain('HTTP/1.1 415 ')
  })

  it.each(['gzip', 'br', 'gzip, identity'])('must not be packed: %s (RFC9110-8.4, SEC-368)', async (encoding) => {
    expect(await post('a=1').set('content-encoding', encoding)).toMatchObject({ status: 415 })
  })

  it('may have 64 kB and no more (RFC9110-15.5.14, SEC-172, SEC-361)', async () => {
    expect((await post(`a=${'x'.repeat(65_534)}`)).status).toBe(200)
    expect(await post(`a=${'x'.repeat(65_535)}`)).toMatchObject({ status: 413, body: { error: 'invalid_request' } })
    expect((await post(`a=${'x'.repeat(2_000_000)}`)).status).toBe(413)
  })

  it('may have no more in pieces of unknown number either (SEC-361)', async () => {
    const piece = `8000\r\n${'x'.repeat(0x8000)}\r\n`
    const head = `POST /token HTTP/1.1\r\nhost: x\r\ncontent-type: ${form}\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n`
    expect(await send(`${head}${piece.repeat(4)}0\r\n\r\n`)).toContain('HTTP/1.1 413 ')
  })

  it('does not share a POST with a query (SEC-354)', async () => {
    const answer = await request(app.getHttpServer()).post('/token?client_secret=x').type('form').send('a=1')
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
    expect(JSON.stringify(answer.body)).not.toContain('client_secret')
    expect((await request(app.getHttpServer()).post('/authorize?x=1').type('form').send('a=1')).body).toEqual({ a: ['1'] })
  })
})

describe('a body that breaks off', () => {
  it('reaches no handler and harms nobody (SEC-449)', async () => {
    const before = handled
    await breakOff(`POST /token HTTP/1.1\r\nhost: x\r\ncontent-type: ${form}\r\ncontent-length: 100\r\n\r\na=1`)
    await breakOff(`POST /token HTTP/1.1\r\nhost: x\r\ncontent-type: ${form}\r\ntransfer-encoding: chunked\r\n\r\n5\r\na=`)
    expect(handled).toBe(before)
    expect((await post('a=1')).status).toBe(200)
  })
})

describe('a query', () => {
  it('arrives by the rules of forms (SEC-353)', async () => {
    const answer = await request(app.getHttpServer()).get('/authorize?scope=openid+email&resource=a&resource=b&x%5By%5D=1&__proto__=1')
    expect(answer.body).toMatchObject({ scope: ['openid email'], resource: ['a', 'b'], 'x[y]': ['1'], form: [] })
  })

  it.each(['a=%FF', 'a=%', 'a=%00'])('that is malformed, %s, is refused (SEC-353)', async (query) => {
    expect((await request(app.getHttpServer()).get(`/authorize?${query}`)).status).toBe(400)
  })
})

const connectToApp = () => connect(port, '127.0.0.1')

function send(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connectToApp()
    let answer = ''
    socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk))
    socket.on('error', reject).on('end', () => resolve(answer))
    socket.write(text)
  })
}

function breakOff(text: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connectToApp()
    socket.on('error', () => undefined).on('close', () => resolve())
    socket.write(text, () => setTimeout(() => socket.destroy(), 30))
  })
}
