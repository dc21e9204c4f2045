import { Controller, Get, Param, Res } from '@nestjs/common'
import type { NestExpressApplication } from '@nestjs/platform-express'
import type { Response } from 'express'
import request from 'supertest'
import { FormParams } from '#libs/oauth-params/form-params'
import { QueryParams } from '../body/params'
import { startTinyApp } from '../tiny-app.fixture'
import { message } from '../languages/message'
import { PageRenderer } from './page-renderer'

const evil = `"'><script>alert(1)</script>&`
const hidden = [{ name: 'handle', value: evil }]
const client = { name: evil, policyUri: 'https://client.example/privacy', tosUri: 'https://client.example/terms' }
const form = { action: '/interaction?x="', hidden, username: evil, client }

const pages: Readonly<Record<string, object>> = {
  login: { ...form, error: message('login-too-often', { minutes: 5 }) },
  consent: {
    ...form,
    scopes: [{ id: 'scope-other', name: evil }, { text: evil }, { message: message('scope-openid') }],
    resources: [
      { uri: evil, name: evil, scopes: [{ text: evil }] },
      { uri: evil, name: undefined, scopes: [] },
    ],
    redirectHost: evil,
    offlineAccess: true,
  },
  account: form,
  logout: form,
  'logged-out': {},
  home: {
    username: evil,
    hidden,
    notice: message('done-session'),
    sessions: [true, false, false].map((isHere) => ({
      sid: evil,
      browser: isHere ? evil : null,
      since: { text: evil, iso: evil },
      isHere,
    })),
    clients: [
      {
        clientId: evil,
        name: evil,
        allowed: { text: evil, iso: evil },
        used: { text: evil, iso: evil },
        scopes: [{ text: evil }],
        resources: [{ uri: evil, name: evil, scopes: [{ text: evil }] }],
      },
    ],
  },
  password: { username: evil, hidden, error: message('password-short'), field: 'new' },
  error: {
    error: evil,
    title: message('error-refused'),
    advice: message('advice-start-again'),
    description: evil,
    flow: evil,
    wayOn: { name: evil, uri: 'https://client.example/' },
  },
  'form-post': { action: 'https://client.example/cb', fields: [{ name: evil, value: evil }] },
}

@Controller()
class TinyController {
  constructor(private readonly renderer: PageRenderer) {}

  @Get('page/:name')
  page(@Param('name') name: string, @Res() response: Response) {
    this.renderer.render(response, name, pages[name] ?? {}, {
      images: ['https://images.example/logo.png', undefined, "https://a;script-src'unsafe-inline'.example/"],
    })
  }

  @Get('leading')
  leading(@Res() response: Response) {
    this.renderer.render(response, 'login', form, { leadsToClient: true })
  }

  @Get('posting')
  posting(@QueryParams() params: FormParams, @Res() response: Response) {
    this.renderer.render(response, 'form-post', pages['form-post'] ?? {}, { leadsToClient: true, postsTo: params.text('to', 200) ?? '' })
  }

  @Get('empty/:name')
  empty(@Param('name') name: string, @Res() response: Response) {
    this.renderer.render(
      response,
      name,
      { action: '/x', client: { name: 'App' }, username: '', scopes: [], resources: [], redirectHost: 'app.example' },
      { status: 403 },
    )
  }
}

let app: NestExpressApplication
const get = (path: string) => request(app.getHttpServer()).get(path)
const textOf = async (name: string) => (await get(`/page/${name}`)).text
/** The buttons of the page's own form, which comes before the one of the language. */
const buttonsOf = (text: string, name: string) =>
  /<form id="(\w+)-form"[\s\S]*?<\/form>/.exec(text)?.[1] === name
    ? (/<form[\s\S]*?<\/form>/.exec(text)?.[0].match(/<button[^>]*>/g) ?? [])
    : []

beforeAll(async () => {
  app = await startTinyApp([TinyController])
})
afterAll(() => app.close())

describe('a page', () => {
  it.each(Object.keys(pages))(
    'escapes whatever it is given, has nothing inline and no other origin: %s (SEC-216, SEC-296, SEC-297)',
    async (name) => {
      const text = await textOf(name)
      expect(text).toMatch(/^<!doctype html>\n<html lang="en" dir="ltr">/)
      expect(text).not.toContain('<script>')
      expect(text).not.toMatch(/ style=| on\w+=|<style|undefined|null/)
      expect(text).not.toMatch(/src="(?:https?:)?\/\//)
      expect(text).toMatch(/<h1>/)
    },
  )

  it.each(Object.keys(pages))('has submit buttons alone: %s', async (name) => {
    const buttons = (await textOf(name)).match(/<button[^>]*>/g) ?? []
    for (const button of buttons) expect(button).toContain('type="submit"')
  })

  it.each(['login', 'consent', 'account', 'logout'])('posts its form with the hidden fields: %s', async (name) => {
    const text = await textOf(name)
    expect(text).toContain(`<form id="${name}-form" method="post" action="/interaction?x=&quot;">`)
    expect(text).toContain('<input type="hidden" name="handle" value="&quot;&#39;&gt;&lt;script&gt;')
  })

  it.each(['login', 'account', 'logout', 'consent'])('renders without what is optional, with the status it is told: %s', async (name) => {
    const { status, text } = await get(`/empty/${name}`)
    expect(status).toBe(403)
    expect(text).not.toContain('undefined')
  })

  it.each(Object.keys(pages))('takes what lies elsewhere with it neither address nor window: %s (SEC-216, SEC-275)', async (name) => {
    const links = (await textOf(name)).match(/<a [^>]*href="https:[^>]*>/g) ?? []
    for (const link of links) expect(link).toMatch(/ rel="(?:noopener )?noreferrer"/)
  })

  it('loads pictures from this server and from the origins given, and from nowhere else (SEC-275, SEC-296, SEC-322)', async () => {
    const { headers } = await get('/page/consent')
    expect(headers['content-security-policy']).toContain("; img-src 'self' https://images.example; ")
    expect((await get('/empty/login')).headers['content-security-policy']).toContain("; img-src 'self'; ")
  })

  it('sends its forms to this server alone, and is nobody’s popup or frame (SEC-295, SEC-296)', async () => {
    const { headers } = await get('/page/home')
    expect(headers).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    })
    expect(headers['content-security-policy']).toContain("; form-action 'self'; frame-ancestors 'none'; ")
  })

  it('that leads to a client says nothing of where its forms may end, and keeps its opener (SEC-296)', async () => {
    const { headers } = await get('/leading')
    expect(headers['content-security-policy']).not.toContain('form-action')
    expect(headers['content-security-policy']).toContain("; frame-ancestors 'none'; ")
    expect(headers).not.toHaveProperty('cross-origin-opener-policy')
    expect(headers).toMatchObject({ 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer' })
  })

  it.each([
    ['https://client.example/cb?x=1', 'https://client.example', undefined],
    ['com.example.app:/cb', "'none'", 'DENY'],
    ['http://[::1]:4000/cb', "'none'", 'DENY'],
  ])('that posts to %s may be framed by %s, and tells it its origin (OAUTH-FORM-POST-2, SEC-295)', async (uri, framer, options) => {
    const { headers } = await get(`/posting?to=${encodeURIComponent(uri)}`)
    expect(headers['content-security-policy']).toContain(`; frame-ancestors ${framer}; `)
    expect([headers['x-frame-options'], headers['referrer-policy']]).toEqual([options, 'strict-origin'])
  })
})

describe('the pages that automation knows', () => {
  it('log in by these ids, going on by the first button', async () => {
    const text = await textOf('login')
    expect(text).toMatch(/<input id="username" name="username" [\s\S]*<input id="password" name="password" type="password"/)
    const [first, second] = buttonsOf(text, 'login')
    expect(first).toContain('id="login"')
    expect(second).toMatch(/name="decision" value="cancel" formnovalidate/)
  })

  it.each([
    ['consent', ['allow', 'deny']],
    ['logout', ['logout', 'stay']],
    ['account', ['continue', 'other', 'cancel']],
  ])('decide by these buttons, in this order: %s', async (name, decisions) => {
    const buttons = buttonsOf(await textOf(name), name)
    expect(buttons.map((button) => /id="(\w+)" type="submit" name="decision" value="\1"/.exec(button)?.[1])).toEqual(decisions)
  })

  it('show on consent the client, every scope, the resources and the host that follows (OIDCC-3.1.2.4, FAPI2-SP-FINAL-5.3.2.2-13, SEC-39)', async () => {
    const text = await textOf('consent')
    expect(text.match(/&lt;script&gt;alert\(1\)/g)?.length).toBeGreaterThanOrEqual(6)
    expect(text).toContain('id="offline-access"')
    expect(text).toContain('id="redirect-host"')
  })

  it('carry a response back by a form that needs no script', async () => {
    const text = await textOf('form-post')
    expect(text).toContain('<form id="form-post" method="post" action="https://client.example/cb">')
    expect(text).toMatch(/<button type="submit"/)
    expect(text).toMatch(/<script src="\/assets\/form-post\.js\?v=[\w-]{12}" defer><\/script>/)
  })
})

describe('the files of the pages', () => {
  it('stay in caches under the URL that pages name, and briefly under others', async () => {
    const [url = ''] = /\/assets\/app\.css\?v=[\w-]+/.exec(await textOf('login')) ?? []
    const answer = await get(url)
    expect(answer.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'text/css; charset=utf-8',
    })
    expect(answer.headers).not.toHaveProperty('pragma')
    expect((await get('/assets/app.css?v=other')).headers['cache-control']).toBe('public, max-age=3600')
  })

  it('are these alone, for GET and HEAD alone (SEC-364, SEC-365)', async () => {
    expect((await get('/assets/form-post.js')).type).toBe('text/javascript')
    expect((await request(app.getHttpServer()).head('/assets/app.css')).status).toBe(200)
    expect(await request(app.getHttpServer()).post('/assets/app.css')).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } })
  })

  it.each(['/assets/', '/assets', '/assets/..%2flayout.eta', '/assets/none.css'])('are not found elsewhere: %s (SEC-365)', async (path) => {
    expect((await get(path)).status).toBe(404)
  })
})
