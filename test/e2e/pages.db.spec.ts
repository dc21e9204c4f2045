import { bob, keys, secret } from '../support/e2e-seed'
import { carol, pagesSeed } from '../support/pages-seed'
import { errorOf, formOf, Person } from '../support/person'
import type { Page } from '../support/person'
import { read, RelyingParty } from '../support/relying-party'
import { startServer } from '../support/test-server'
import type { TestServer } from '../support/test-server'

const asPage = (at: Page | URL): Page => {
  if (at instanceof URL) throw new Error(`expected a page, was led to ${at.href}`)
  return at
}
const asAddress = (at: Page | URL): URL => {
  if (at instanceof URL) return at
  throw new Error(`expected to be led away, got ${at.status} ${at.html}`)
}
const languageOf = ({ html }: Page) => /<html lang="(\w+)"/.exec(html)?.[1]
const titleOf = ({ html }: Page) => /<h1>([^<]*)</.exec(html)?.[1]
const pictureSources = ({ headers }: Page) => /img-src ([^;]*)/.exec(headers.get('content-security-policy') ?? '')?.[1]

describe('the pages', () => {
  let server: TestServer
  let garden: RelyingParty
  let web: RelyingParty
  beforeAll(async () => {
    server = await startServer({ seed: pagesSeed })
    garden = new RelyingParty(server, 'garden', undefined, 'https://garden.example.com/cb')
    web = new RelyingParty(server, 'web-post')
  })
  afterAll(() => server.close())

  const gardenUrl = (overrides: Record<string, string> = {}) =>
    garden.authorizationUrl(garden.authorizationParams({ scope: 'openid profile payments accounts', prompt: 'consent', ...overrides }))
  const webUrl = (overrides: Record<string, string> = {}) =>
    web.authorizationUrl(web.authorizationParams({ scope: 'openid email', ...overrides }))
  const carolsBrowser = () => new Person(server, carol.username, carol.password)
  const speak = async (person: Person, page: Page, language: string) => asPage(await person.submit(page, { language }, 'language-form'))

  describe('speak the language', () => {
    it('that the request asks for, until the person chooses another, which keeps the flow (OIDCC-3.1.2.1)', async () => {
      const person = carolsBrowser()
      const page = await person.page(webUrl({ ui_locales: 'sv de' }))
      expect([languageOf(page), titleOf(page)]).toEqual(['de', 'Anmelden'])
      const finnish = await speak(person, page, 'fi')
      expect([languageOf(finnish), titleOf(finnish)]).toEqual(['fi', 'Kirjaudu sisään'])
      expect(finnish.headers.get('x-flow-id')).toBe(page.headers.get('x-flow-id'))
      const consent = asPage(await person.logIn(finnish))
      expect(languageOf(consent)).toBe('fi')
      expect(asAddress(await person.submit(consent, { decision: 'allow' })).searchParams.has('code')).toBe(true)
    })

    it('that was chosen before, in this browser', async () => {
      const person = new Person(server)
      await speak(person, await person.page(webUrl()), 'ja')
      expect(languageOf(await person.page(webUrl()))).toBe('ja')
      expect(languageOf(await person.page('/no/such/page'))).toBe('ja')
      expect(languageOf(await new Person(server).page(webUrl()))).toBe('en')
    })

    it('that was chosen before, by the same person in any browser', async () => {
      const person = new Person(server, 'bob', bob.password)
      await person.authorize(webUrl())
      await speak(person, await person.page('/'), 'es')
      const elsewhere = new Person(server, 'bob', bob.password)
      const consent = asPage(await elsewhere.logIn(await elsewhere.page(gardenUrl())))
      expect([languageOf(consent), titleOf(consent)]).toEqual(['es', '¿Permitir el acceso?'])
    })

    it('that was chosen on the way to signing in, from then on', async () => {
      const person = new Person(server, 'bob', bob.password)
      await person.logIn(await speak(person, await person.page(gardenUrl()), 'fr'))
      const elsewhere = new Person(server, 'bob', bob.password)
      expect(languageOf(asPage(await elsewhere.logIn(await elsewhere.page(gardenUrl()))))).toBe('fr')
    })

    it.each([
      ['one that there is not', 'sv'],
      ['a tag', '<script>'],
      ['what every object has', '__proto__'],
      ['far too much', 'x'.repeat(100)],
      ['nothing', ''],
    ])('and no other: %s changes nothing (SEC-217)', async (_, language) => {
      const person = new Person(server)
      const page = await speak(person, await person.page(webUrl({ ui_locales: 'de' })), language)
      expect([languageOf(page), titleOf(page)]).toEqual(['de', 'Anmelden'])
      expect(person.cookies.has(person.cookieName('aldgate_language'))).toBe(false)
    })

    it('on errors, which stay what they are', async () => {
      const person = new Person(server)
      const page = await person.page('/authorize?client_id=nobody')
      const german = await speak(person, page, 'de')
      expect([german.status, languageOf(german), titleOf(german)]).toEqual([200, 'de', 'Das hat nicht geklappt'])
      expect(errorOf(german)).toBe(errorOf(page))
      expect(/data-flow="([^"]*)"/.exec(german.html)?.[1]).toBe(page.headers.get('x-flow-id'))
    })

    it('at logout, where the way back to the client stays (OIDCRPIL-2)', async () => {
      const person = carolsBrowser()
      const code = await person.getCode(webUrl())
      const params = { client_id: 'web-post', client_secret: secret, redirect_uri: web.redirectUri }
      const tokens = await web.post('/token', { ...params, grant_type: 'authorization_code', code, code_verifier: web.verifier })
      const bye = new URLSearchParams({
        id_token_hint: String(tokens.json['id_token']),
        post_logout_redirect_uri: 'https://rp.example.com/bye',
      })
      const page = await person.page(`/logout?${bye.toString()}&ui_locales=de`)
      expect(titleOf(page)).toBe('Abmelden?')
      const arabic = await speak(person, page, 'ar')
      expect(languageOf(arabic)).toBe('ar')
      expect(asAddress(await person.submit(arabic, { decision: 'logout' })).href).toBe('https://rp.example.com/bye')
    })

    it('and lead nowhere but to themselves, whatever is sent in their place (SEC-298)', async () => {
      const person = new Person(server)
      for (const page of ['//evil.example/', 'https://evil.example', '/\\evil.example', '']) {
        const body = new URLSearchParams({ language: 'de', page })
        const { status, headers } = await person.fetch('/language', { method: 'POST', body })
        expect([status, headers.get('location')]).toEqual([303, '/'])
      }
    })

    it('that the form of this site asks for, not that of another (SEC-290)', async () => {
      const headers = { 'sec-fetch-site': 'cross-site' }
      const person = new Person(server)
      expect((await person.fetch('/language', { method: 'POST', body: new URLSearchParams({ language: 'de' }), headers })).status).toBe(403)
      expect(person.cookies.has(person.cookieName('aldgate_language'))).toBe(false)
    })

    it('and discovery announces it (OIDCD-3)', async () => {
      const { json } = await read(await fetch(`${server.issuer}/.well-known/openid-configuration`))
      expect(json['ui_locales_supported']).toEqual(['en', 'de', 'fr', 'es', 'fi', 'ja', 'ar'])
    })
  })

  describe('show the client', () => {
    it('by its name, logo and links, in the language of the page (OIDCR-2.1, SEC-39, SEC-275)', async () => {
      const person = new Person(server)
      const login = await person.page(gardenUrl({ ui_locales: 'de' }))
      expect(login.html).toContain('<bdi>Gartenplaner</bdi>')
      expect(login.html).toContain(
        '<img src="https://garden.example.com/logo.svg" alt="" width="40" height="40" referrerpolicy="no-referrer">',
      )
      for (const link of ['privacy', 'terms'])
        expect(login.html).toContain(`href="https://garden.example.com/${link}" target="_blank" rel="noopener noreferrer"`)
      const consent = asPage(await person.logIn(login))
      expect(consent.html).toContain('<bdi>Gartenplaner</bdi></strong> bittet um Zugriff')
    })

    it('and fetch its logo from its own place, on its own pages alone (SEC-216, SEC-275, SEC-322)', async () => {
      const person = new Person(server)
      expect(pictureSources(await person.page(gardenUrl()))).toBe("'self' https://garden.example.com")
      expect(pictureSources(await person.page(webUrl()))).toBe("'self'")
      expect(pictureSources(await person.page('/'))).toBe("'self'")
    })

    it('and what it asks for in the words of the operator, where there are any (SEC-39)', async () => {
      const person = carolsBrowser()
      const page = asPage(await person.logIn(await person.page(gardenUrl({ ui_locales: 'de', resource: 'https://payments.example.com' }))))
      expect(page.html).toContain('Zahlungen für Sie vorbereiten')
      expect(page.html).toContain('<strong><bdi>Zahlungen</bdi></strong> <code dir="ltr">https://payments.example.com</code>')
      expect(page.html).not.toContain('<strong><bdi>accounts</bdi></strong> nutzen')
      const everywhere = await person.page(gardenUrl({ ui_locales: 'de' }))
      expect(everywhere.html).toContain('Zahlungen für Sie vorbereiten')
      expect(everywhere.html).toContain('<strong><bdi>https://accounts.example.com</bdi></strong>')
      expect(everywhere.html).toContain('<strong><bdi>accounts</bdi></strong> nutzen')
      expect((await speak(person, page, 'fi')).html).toContain('Prepare payments for you')
    })

    it('and the claims it asks for by name, in words', async () => {
      const person = new Person(server)
      const claims = JSON.stringify({ userinfo: { birthdate: null } })
      const { html } = asPage(await person.logIn(await person.page(gardenUrl({ claims }))))
      expect(html).toContain('See your date of birth')
    })
  })

  describe('help whoever is stuck', () => {
    const wayOn = ({ html }: Page) => /<a class="button primary" href="([^"]*)"/.exec(html)?.[1]

    it('with a page that was open for too long: by the place where the client takes logins up (SEC-310)', async () => {
      const person = new Person(server)
      const page = await person.page(gardenUrl())
      server.clock.advance(1801)
      const late = asPage(await person.logIn(page))
      expect([late.status, titleOf(late), errorOf(late)]).toEqual([400, 'This page is too old', 'invalid_request'])
      expect(wayOn(late)).toBe(`https://garden.example.com/login?from=id&amp;iss=${encodeURIComponent(server.issuer)}`)
      expect(late.html).toContain(page.headers.get('x-flow-id'))
    })

    it('with a link that was used before: by going back to the client (SEC-310)', async () => {
      const fapi = new RelyingParty(server, 'fapi', keys.fapi)
      const answer = await new Person(server).page(`${await fapi.pushedUrl()}x`)
      expect([answer.status, errorOf(answer), titleOf(answer)]).toEqual([400, 'invalid_request_uri', 'This page is too old'])
      const toGarden = await new Person(server).page('/authorize?client_id=garden&redirect_uri=https://elsewhere.example.com/')
      expect([toGarden.status, wayOn(toGarden)]).toEqual([400, expect.stringMatching(/^https:\/\/garden\.example\.com\/login/)])
    })

    it('with a button that was pressed twice: it is done already (SEC-310)', async () => {
      const person = new Person(server)
      const consent = asPage(await person.logIn(await person.page(gardenUrl())))
      await person.submit(consent, { decision: 'allow' })
      const again = asPage(await person.submit(consent, { decision: 'allow' }))
      expect(titleOf(again)).toBe('This is done already')
      expect(wayOn(again)).toContain('https://garden.example.com/login')
    })

    it('with a browser that sends no cookies: by saying so (SEC-290, SEC-291)', async () => {
      const person = new Person(server)
      const page = await person.page(gardenUrl())
      person.cookies.clear()
      const answer = asPage(await person.logIn(page))
      expect(answer.status).toBe(403)
      expect(answer.html).toContain('Allow cookies for this site')
    })

    it('with the page of another browser, of which nothing is told (SEC-291)', async () => {
      const page = await new Person(server).page(gardenUrl())
      const other = new Person(server)
      await other.page(webUrl())
      const answer = asPage(await other.logIn(page))
      expect([answer.status, titleOf(answer), wayOn(answer)]).toEqual([403, 'This page belongs to another browser', undefined])
    })

    it('with too many wrong passwords: by how long to wait', async () => {
      const person = new Person(server, 'mallory')
      let page = await person.page(gardenUrl())
      for (let attempt = 0; attempt < 10; attempt += 1) page = asPage(await person.logIn(page, { password: 'wrong' }))
      const last = asPage(await person.logIn(page, { password: 'wrong' }))
      expect(last.status).toBe(429)
      expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(last.html).toMatch(/role="alert">Too many failed attempts\. Wait \u2068\d+\u2069 minutes/)
    })

    it.each([
      ['nothing', ''],
      ['a handle of nobody', 'handle=AAAAAAAA.AAAA'],
      ['a field twice', 'handle=x&handle=y'],
      ['hostile fields', `handle=${'%3Cscript%3E'.repeat(100)}&language=%00&__proto__=1&constructor=2`],
      ['broken escapes', 'handle=%zz'],
      ['far too much', `handle=${'x'.repeat(70_000)}`],
    ])('whose form brings %s: a page that says what to do (SEC-353, SEC-361)', async (_, body) => {
      const person = new Person(server)
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      for (const form of ['login', 'account', 'consent', 'language']) {
        const page = await person.page(`/interaction/${form}`, { method: 'POST', body, headers })
        expect([400, 413]).toContain(page.status)
        expect(page.html).toMatch(/<p role="alert">[^<]{20,}<\/p>/)
        expect(page.html).not.toContain('<script>')
        expect(formOf(page, 'language-form').action).toBe('/language')
      }
    })
  })

  describe('keep the flow, whatever comes with a good handle (SEC-353, SEC-361)', () => {
    const bodies: readonly [string, string][] = [
      ['nothing', ''],
      ['empty fields', 'username=&password=&decision='],
      ['a decision that is none', 'decision=%3Cscript%3E'],
      ['long fields', `username=${'x'.repeat(9_000)}&password=${'x'.repeat(9_000)}&decision=${'x'.repeat(9_000)}`],
      ['control characters', 'username=%00%0d%0a&password=%00&decision=%00'],
      ['a field twice', 'username=a&username=b&decision=allow&decision=deny'],
      ['far too much', `username=${'x'.repeat(70_000)}`],
    ]
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const sendAll = async (person: Person, page: Page) => {
      const { action, hidden } = formOf(page)
      for (const [what, body] of bodies) {
        const answer = await person.page(action, { method: 'POST', body: `${body}&${new URLSearchParams(hidden).toString()}`, headers })
        const helps = /<form id="(?:login|consent|account|logout)-form"|<p role="alert">[^<]{20,}|<h1>Still signed in</.test(answer.html)
        expect([what, answer.status < 500, helps, answer.html.includes('<script>')]).toEqual([what, true, true, false])
      }
    }

    it('at login and consent', async () => {
      const person = carolsBrowser()
      const login = await person.page(gardenUrl())
      await sendAll(person, login)
      const consent = asPage(await person.logIn(login))
      await sendAll(person, consent)
      expect(asAddress(await person.submit(consent, { decision: 'allow' })).searchParams.has('code')).toBe(true)
    })

    it('at the choice of an account, and at logout', async () => {
      const person = carolsBrowser()
      await person.authorize(webUrl())
      const choice = await person.page(webUrl({ prompt: 'select_account' }))
      await sendAll(person, choice)
      expect(asAddress(await person.submit(choice, { decision: 'continue' })).searchParams.has('code')).toBe(true)
      const logout = await person.page('/logout')
      await sendAll(person, logout)
      expect((await person.page('/')).html).toContain('data-signed-in="true"')
      expect(titleOf(asPage(await person.submit(logout, { decision: 'logout' })))).toBe('Signed out')
    })

    it('of which a page that refuses tells the way back', async () => {
      const person = new Person(server)
      const page = await person.page(gardenUrl())
      const body = `username=a&username=b&${new URLSearchParams(formOf(page).hidden).toString()}`
      const answer = await person.page('/interaction/login', { method: 'POST', body, headers })
      expect([answer.status, /<a class="button primary" href="([^"?]*)/.exec(answer.html)?.[1]]).toEqual([
        400,
        'https://garden.example.com/login',
      ])
    })
  })

  it('tell of a client of FAPI 2.0 as of any other', async () => {
    const fapi = new RelyingParty(server, 'fapi', keys.fapi)
    const page = await new Person(server).page(await fapi.pushedUrl({ ui_locales: 'fr' }))
    expect(titleOf(page)).toBe('Connexion')
  })
})

describe('the pages of an operator', () => {
  it('carry their name, logo, colour, links and languages', async () => {
    const logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>'
    const links = {
      ALDGATE_POLICY_URI: 'https://bank.example/p?a=1&b=2',
      ALDGATE_TOS_URI: 'https://bank.example/t',
      ALDGATE_SUPPORT_URI: 'https://bank.example/h',
    }
    const environment = { ALDGATE_NAME: 'Bank & Söhne', ALDGATE_LOGO: logo, ALDGATE_COLOR: '#ffd000', ALDGATE_LANGUAGES: 'de,en', ...links }
    const server = await startServer({ seed: pagesSeed, environment })
    const person = new Person(server)
    const page = await person.page('/')
    expect(page.html).toContain(' · Bank &amp; Söhne</title>')
    expect(page.html).toMatch(/<img class="logo" src="\/assets\/logo\.svg\?v=[\w-]+" alt="Bank &amp; Söhne"/)
    for (const uri of ['https://bank.example/p?a=1&amp;b=2', 'https://bank.example/t', 'https://bank.example/h'])
      expect(page.html).toContain(`href="${uri}"`)
    expect([...page.html.matchAll(/name="language" value="(\w+)"/g)].map(([, tag]) => tag)).toEqual(['de', 'en'])
    expect(languageOf(page)).toBe('de')
    expect(await (await person.fetch('/assets/logo.svg')).text()).toBe(logo)
    expect(await (await person.fetch('/assets/app.css')).text()).toContain('--fill:')
    const metadata = (await (await person.fetch('/.well-known/openid-configuration')).json()) as Record<string, unknown>
    expect(metadata).toMatchObject({
      op_policy_uri: links.ALDGATE_POLICY_URI,
      op_tos_uri: links.ALDGATE_TOS_URI,
      ui_locales_supported: ['de', 'en'],
    })
    await server.close()
  })
})
