import { Controller, Get, Req, Res } from '@nestjs/common'
import type { NestExpressApplication } from '@nestjs/platform-express'
import type { Request, Response } from 'express'
import request from 'supertest'
import { Presentations } from '../errors/presentations'
import { PageRenderer } from '../pages/page-renderer'
import { startTinyApp } from '../tiny-app.fixture'
import { preferLanguage } from './language-preference'
import type { LanguagePreference } from './language-preference'

let preference: LanguagePreference = {}

@Controller()
class TinyController {
  constructor(private readonly pages: PageRenderer) {}

  @Get('page')
  page(@Req() req: Request, @Res() response: Response) {
    preferLanguage(req, preference)
    this.pages.render(response, 'logged-out', {})
  }
}

let app: NestExpressApplication
beforeAll(async () => {
  app = await startTinyApp([TinyController])
  app.get(Presentations).register('/page', 'page')
})
beforeEach(() => (preference = {}))
afterAll(() => app.close())

const get = (path: string, headers: Readonly<Record<string, string>> = {}) => request(app.getHttpServer()).get(path).set(headers)
const languageOf = async (path: string, headers?: Readonly<Record<string, string>>) => {
  const { headers: answer, text } = await get(path, headers)
  const tag = /<html lang="(\w+)"/.exec(text)?.[1]
  expect(answer['content-language']).toBe(tag)
  return tag
}

describe('the language of a page', () => {
  it('is what the browser prefers of the languages there are, else the first (RFC9110-12.5.4)', async () => {
    expect(await languageOf('/page')).toBe('en')
    expect(await languageOf('/page', { 'accept-language': 'sv, fi-FI;q=0.8, de;q=0.9' })).toBe('de')
    expect(await languageOf('/page', { 'accept-language': 'sv' })).toBe('en')
  })

  it('is, before that, what was chosen in this browser, then what was chosen by the person who is signed in', async () => {
    const headers = { 'accept-language': 'de', cookie: '__Host-aldgate_language=fi' }
    expect(await languageOf('/page', headers)).toBe('fi')
    preference = { stored: 'fr' }
    expect(await languageOf('/page', headers)).toBe('fr')
  })

  it('is, before that, what the application asks for, by the first that there is (OIDCC-3.1.2.1)', async () => {
    preference = { stored: 'fr', uiLocales: 'sv es-MX ja' }
    expect(await languageOf('/page', { 'accept-language': 'de' })).toBe('es')
    preference = { stored: 'fr', uiLocales: 'sv' }
    expect(await languageOf('/page', { 'accept-language': 'de' })).toBe('fr')
  })

  it('is, before all, what was chosen on a page of the same flow', async () => {
    preference = { chosen: 'ar', stored: 'fr', uiLocales: 'es' }
    expect(await languageOf('/page', { 'accept-language': 'de' })).toBe('ar')
  })

  it('may be asked for by the address itself, of an error page too', async () => {
    expect(await languageOf('/page?ui_locales=ja')).toBe('ja')
    expect(await languageOf('/page/none?x=1&ui_locales=fr+en')).toBe('fr')
  })

  it.each([
    '/page?ui_locales=%FF',
    '/page?%zz&ui_locales=<script>',
    `/page?ui_locales=${'x'.repeat(3000)}`,
    '/page/%FF?ui_locales=__proto__',
  ])('is the usual one whatever nonsense is asked for: %s (SEC-217, SEC-371)', async (path) => {
    expect(await languageOf(path, { cookie: '__Host-aldgate_language=../../etc/passwd', 'accept-language': '%00,<x>' })).toBe('en')
  })

  it('has its direction, and its own words everywhere', async () => {
    const { text } = await get('/page', { 'accept-language': 'ar' })
    expect(text).toContain('<html lang="ar" dir="rtl">')
    expect(text).toContain('لقد سجّلت الخروج من هنا.')
    expect(text).not.toContain('Signed out')
  })
})

describe('the switch of languages', () => {
  it('offers every language by its own name, and says which one is there', async () => {
    const { text } = await get('/page', { 'accept-language': 'fi' })
    const buttons = text.match(/<button type="submit" name="language"[^>]*>[^<]*</g) ?? []
    expect(buttons.map((button) => />([^<]*)</.exec(button)?.[1])).toEqual([
      'English',
      'Deutsch',
      'Français',
      'Español',
      'Suomi',
      '日本語',
      'العربية',
    ])
    expect(buttons.filter((button) => button.includes('aria-current'))).toHaveLength(1)
    expect(text).toContain('value="fi" lang="fi" dir="ltr" aria-current="true"')
  })

  it('carries the page along, sealed (SEC-298)', async () => {
    const { text } = await get('/page')
    expect(text).toMatch(
      /<form id="language-form" class="languages" method="post" action="\/language">\s*<input type="hidden" name="page" value="[\w.-]+">/,
    )
  })
})
