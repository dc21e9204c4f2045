import { newId } from '#libs/opaque-token/opaque-token'
import { AuditLog } from '#operations/audit/audit-log.repository'
import { toExported } from '#operations/audit/to-exported'
import type { Grant } from '#records/grants/grant'
import { Grants } from '#records/grants/grants.repository'
import { bob, keys } from '../support/e2e-seed'
import { carol, pagesSeed } from '../support/pages-seed'
import { errorOf, formOf, Person } from '../support/person'
import type { Page } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import { useServer } from '../support/use-server'

const asPage = (at: Page | URL): Page => {
  if (at instanceof URL) throw new Error(`expected a page, was led to ${at.href}`)
  return at
}
const titleOf = ({ html }: Page) => /<h1>([^<]*)</.exec(html)?.[1]
const noticeOf = ({ html }: Page) => /role="status">([^<]*)</.exec(html)?.[1]
const isSignedIn = ({ html }: Page) => html.includes('data-signed-in="true"')
const valuesOf = ({ html }: Page, name: string) =>
  [...html.matchAll(new RegExp(`name="${name}" value="([^"]*)"`, 'g'))].map(([, value = '']) => value)
type Tokens = Readonly<Record<string, string>>

describe('a person’s own pages', () => {
  const server = useServer({ seed: pagesSeed })
  const rp = new RelyingParty(server, 'fapi', keys.fapi)

  /** Every test is about somebody who is signed in here alone. */
  const browserOf = async ({ username, password }: { username: string; password: string } = bob) => {
    const person = new Person(server, username, password)
    const home = asPage(await person.logIn(await person.page('/login')))
    expect(isSignedIn(home)).toBe(true)
    return { person, home }
  }
  const alone = async () => {
    const { person, home } = await browserOf()
    return { person, home: asPage(await person.submit(home, {}, 'sessions-form')) }
  }
  /** Sends the form, whether the page shows it or not. */
  const withdraw = (person: Person, home: Page, clientId: string) => {
    const body = new URLSearchParams({ ...formOf(home, 'sessions-form').hidden, client_id: clientId })
    return person.open('/account/clients', { method: 'POST', body })
  }
  const tokensOf = async (person: Person, params = {}) => (await rp.redeem(await person.getCode(await rp.pushedUrl(params)))).json as Tokens
  const userinfo = async ({ access_token: token = '' }: Tokens) => (await rp.userinfo(token)).status
  const refresh = async ({ refresh_token: token = '' }: Tokens) => (await rp.refresh(token)).status

  describe('are opened', () => {
    it('by signing in, under a new session handle (SEC-292)', async () => {
      const person = new Person(server, bob.username, bob.password)
      const nobody = await person.page('/')
      expect([titleOf(nobody), isSignedIn(nobody)]).toEqual(['Welcome', false])
      const login = await person.page('/login')
      expect(formOf(login, 'login-form').action).toBe('/login')
      const home = asPage(await person.logIn(login))
      expect([titleOf(home), new URL(home.url).pathname]).toEqual(['Your account', '/'])
      const before = person.cookies.get(person.sessionCookie)
      await person.logIn(login)
      expect(person.cookies.get(person.sessionCookie)).not.toBe(before)
    })

    it('not again by whoever is signed in', async () => {
      const { person } = await browserOf()
      expect(new URL((await person.page('/login')).url).pathname).toBe('/')
    })

    it('by nobody with a wrong password, which is told on the form (SEC-299)', async () => {
      const person = new Person(server, bob.username, 'wrong')
      const again = asPage(await person.logIn(await person.page('/login')))
      expect([again.status, titleOf(again)]).toEqual([200, 'Sign in'])
      expect(again.html).toContain('The username or the password is not right.')
      expect(again.html).toContain('value="bob"')
      expect(person.cookies.has(person.sessionCookie)).toBe(false)
    })

    it('by nobody who cancels', async () => {
      const person = new Person(server)
      const home = asPage(await person.submit(await person.page('/login'), { decision: 'cancel' }))
      expect([new URL(home.url).pathname, isSignedIn(home)]).toEqual(['/', false])
    })

    it('by no form of another browser, and by none of another site (SEC-290)', async () => {
      const login = await new Person(server).page('/login')
      const victim = new Person(server)
      await victim.page('/login')
      const answer = asPage(await victim.logIn(login))
      expect([answer.status, titleOf(answer)]).toEqual([403, 'This page is too old'])
      const own = formOf(await victim.page('/login'), 'login-form').hidden
      const body = new URLSearchParams({ ...own, username: bob.username, password: bob.password })
      const foreign = await victim.fetch('/login', { method: 'POST', body, headers: { 'sec-fetch-site': 'cross-site' } })
      expect(foreign.status).toBe(403)
      expect(victim.cookies.has(victim.sessionCookie)).toBe(false)
    })

    it('by no browser without cookies, which is told so (SEC-290)', async () => {
      const person = new Person(server)
      const login = await person.page('/login')
      person.cookies.clear()
      const answer = asPage(await person.logIn(login))
      expect(answer.status).toBe(403)
      expect(answer.html).toContain('Allow cookies for this site')
    })
  })

  describe('show where the person is signed in', () => {
    const laptop = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
    const signInWith = async (userAgent: string) => {
      const person = new Person(server, bob.username, bob.password)
      const { hidden } = formOf(await person.page('/login'), 'login-form')
      const body = new URLSearchParams({ ...hidden, username: bob.username, password: bob.password })
      await person.fetch('/login', { method: 'POST', body, headers: { 'user-agent': userAgent } })
      return person
    }

    it('by browser and time, this one first (SEC-317)', async () => {
      const { person } = await alone()
      await signInWith(laptop)
      const home = await person.page('/')
      const names = [...home.html.matchAll(/<h3>(.*?)<\/h3>/g)].map(([, name = '']) => name)
      expect(names.slice(0, 2)).toEqual(['A browser <span class="tag">this browser</span>', '<bdi>Firefox · Linux</bdi>'])
      expect(home.html).toMatch(/Signed in: <time datetime="\d{4}-\d\d-\d\dT[\d:.]+Z"><bdi>[^<]+UTC<\/bdi>/)
      expect(home.html).toMatch(/Last active: <time datetime="\d{4}-\d\d-\d\dT[\d:.]+Z">/)
      expect(home.html).toContain('Network: <bdi>127.0.0.*</bdi>')
    })

    it('and end another session at once, with what was granted in it (SEC-317)', async () => {
      const { person } = await alone()
      const other = await signInWith(laptop)
      const tokens = await tokensOf(other, { scope: 'openid' })
      const home = await person.page('/')
      const [sid = ''] = valuesOf(home, 'sid')
      const after = asPage(await person.submit(home, { sid }, 'sessions-form'))
      expect(noticeOf(after)).toBe('The session has ended.')
      expect(valuesOf(after, 'sid')).toEqual([])
      expect(isSignedIn(await other.page('/'))).toBe(false)
      expect([await userinfo(tokens), await refresh(tokens)]).toEqual([401, 400])
      expect(isSignedIn(await person.page('/'))).toBe(true)
    })

    it('and end all others (SEC-317)', async () => {
      const { person } = await alone()
      const others = [await signInWith(laptop), await signInWith('x')]
      const home = await person.page('/')
      expect(home.html).toContain('id="end-others"')
      const after = asPage(await person.submit(home, {}, 'sessions-form'))
      expect(noticeOf(after)).toBe('All other sessions have ended.')
      for (const other of others) expect(isSignedIn(await other.page('/'))).toBe(false)
    })

    it('but never end the session of somebody else (SEC-317)', async () => {
      const { person: victim } = await browserOf({ username: 'alice', password: 'correct horse battery staple' })
      const { person: other } = await browserOf({ username: 'alice', password: 'correct horse battery staple' })
      const [sid = ''] = valuesOf(await other.page('/'), 'sid')
      const { person, home } = await alone()
      await person.submit(home, { sid }, 'sessions-form')
      expect(isSignedIn(await victim.page('/'))).toBe(true)
    })
  })

  describe('show which clients have access', () => {
    it('with what they may, in words, and take it away (SEC-225, SEC-228)', async () => {
      const { person } = await alone()
      const tokens = await tokensOf(person, { scope: 'openid email payments offline_access', resource: 'https://payments.example.com' })
      const home = await person.page('/')
      expect(home.html).toContain('<h3><bdi>FAPI client</bdi></h3>')
      for (const text of [
        'See your email address',
        'Prepare payments for you',
        '<bdi>Payments</bdi>',
        'The access goes on while you are away',
      ])
        expect(home.html).toContain(text)
      expect(valuesOf(home, 'client_id')).toEqual(['fapi'])
      const after = asPage(await person.submit(home, { client_id: 'fapi' }, 'clients-form'))
      expect(noticeOf(after)).toBe('The application has no access any more.')
      expect(after.html).toContain('No application has access to your account.')
      expect([await userinfo(tokens), await refresh(tokens)]).toEqual([401, 400])
      expect(asPage(await person.open(await rp.pushedUrl())).html).toContain('id="consent-form"')
    })

    it('those of the house too, which nobody was asked about', async () => {
      const { person } = await alone()
      const house = new RelyingParty(server, 'internal')
      await person.getCode(house.authorizationUrl(house.authorizationParams({ scope: 'openid' })))
      expect(valuesOf(await person.page('/'), 'client_id')).toContain('internal')
    })

    it('however many another client has been granted since', async () => {
      const { person } = await alone()
      const [quiet, busy] = [new RelyingParty(server, 'internal'), new RelyingParty(server, 'fresh')]
      const visit = (to: RelyingParty) => person.getCode(to.authorizationUrl(to.authorizationParams({ scope: 'openid' })))
      await visit(quiet)
      server.clock.advance(1)
      await visit(busy)
      const grants = server.app.get(Grants, { strict: false })
      const [newest] = (await grants.findLiveOf({ clientId: 'fresh' }, 1)) as [Grant]
      for (let count = 0; count < 200; count += 1) await grants.add({ ...newest, id: newId() })
      const home = await person.page('/')
      expect(valuesOf(home, 'client_id')).toEqual(expect.arrayContaining(['internal', 'fresh']))
      await withdraw(person, home, 'internal')
      expect(await grants.findLiveOf({ sub: newest.sub, clientId: 'internal' }, 1)).toEqual([])
    })

    it('and nothing happens to a client that has nothing', async () => {
      const { person, home } = await alone()
      for (const clientId of ['spa', 'nobody', '']) expect(isSignedIn(asPage(await withdraw(person, home, clientId)))).toBe(true)
    })
  })

  describe('let the person change their password', () => {
    const chosen = 'a lantern for the night shift'
    const change = async (person: Person, fields: Readonly<Record<string, string>>) => {
      const page = await person.page('/account/password')
      return asPage(await person.submit(page, { new_password_again: fields['new_password'] ?? '', ...fields }, 'password-form'))
    }
    const problemOf = ({ html }: Page) => /role="alert">([^<]*)</.exec(html)?.[1]

    it('and end all that was opened with the old one, everywhere but here (SEC-228)', async () => {
      const { person } = await browserOf(carol)
      const { person: other } = await browserOf(carol)
      const tokens = await tokensOf(other, { scope: 'openid offline_access' })
      const thief = new Person(server)
      for (const [name, value] of person.cookies) thief.cookies.set(name, value)
      const home = await change(person, { current_password: carol.password, new_password: chosen })
      expect([noticeOf(home), isSignedIn(home)]).toEqual(['Your password has changed. You are signed out everywhere but here.', true])
      expect(valuesOf(home, 'sid')).toEqual([])
      for (const old of [other, thief]) expect(isSignedIn(await old.page('/'))).toBe(false)
      expect([await userinfo(tokens), await refresh(tokens)]).toEqual([401, 400])
      await browserOf({ username: carol.username, password: chosen })
      const again = new Person(server, carol.username, carol.password)
      expect(problemOf(asPage(await again.logIn(await again.page('/login'))))).toBe('The username or the password is not right.')
      await change(person, { current_password: chosen, new_password: carol.password })
    })

    it('and keep a record of who did it (SEC-228)', async () => {
      const { person } = await browserOf(carol)
      await change(person, { current_password: carol.password, new_password: chosen })
      await change(person, { current_password: chosen, new_password: carol.password })
      const changes = (await server.app.get(AuditLog, { strict: false }).newest({ type: 'user.changed' }, 2)).map(toExported)
      for (const { actor, target } of changes) expect([actor, target]).toEqual([expect.stringMatching(/^user:/), actor])
      const ended = (await server.app.get(AuditLog, { strict: false }).newest({ type: 'session.ended' }, 1)).map(toExported)
      expect(ended.map(({ actor }) => actor)).toEqual([changes[0]?.actor])
    })

    it.each([
      ['without the current password', { current_password: 'wrong', new_password: chosen }, 'The current password is not right.'],
      ['that is too short', { current_password: carol.password, new_password: 'seven77' }, 'The new password is too short. It needs'],
      ['that everybody tries', { current_password: carol.password, new_password: 'Password123!' }, 'The new password is among the first'],
      ['that is too long', { current_password: carol.password, new_password: 'xy'.repeat(600) }, 'The new password is too long.'],
      [
        'that was mistyped',
        { current_password: carol.password, new_password: chosen, new_password_again: 'a lantern' },
        'The two new passwords are not the same.',
      ],
      ['out of nothing', {}, 'The new password is too short.'],
    ])('but take none %s, and say why (SEC-304, SEC-308)', async (_, fields, problem) => {
      const { person } = await browserOf(carol)
      const page = await change(person, fields)
      expect([page.status, titleOf(page)]).toEqual([200, 'Change password'])
      expect(problemOf(page)).toContain(problem)
      expect(page.html).not.toMatch(/value="(?:a lantern|seven77|Password123)/)
      expect(page.html.match(/aria-invalid="true" aria-describedby="password-error/g)).toHaveLength(1)
      await browserOf(carol)
    })

    it('guesses at which count as those at a login (SEC-300)', async () => {
      const { person } = await browserOf(bob)
      for (let guess = 0; guess < 10; guess += 1) await change(person, { current_password: 'wrong', new_password: chosen })
      const page = await change(person, { current_password: bob.password, new_password: chosen })
      expect(page.status).toBe(429)
      expect(Number(page.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(problemOf(page)).toMatch(/^Too many failed attempts/)
      server.clock.advance(16 * 60)
    })
  })

  describe('take no form', () => {
    it('of another session, and say what to do (SEC-290)', async () => {
      const { home } = await browserOf({ username: 'alice', password: 'correct horse battery staple' })
      const { person } = await browserOf()
      const answer = asPage(await withdraw(person, home, 'fapi'))
      expect([answer.status, errorOf(answer), titleOf(answer)]).toEqual([403, 'invalid_request', 'This page is too old'])
      expect(answer.html).toContain('<a class="button primary" href="/"')
    })

    it('that was left open until the session had ended: they ask to sign in again (SEC-227)', async () => {
      const { person, home } = await browserOf()
      server.clock.advance(13 * 3600)
      const login = asPage(await person.submit(home, {}, 'sessions-form'))
      expect([login.status, titleOf(login)]).toEqual([200, 'Sign in'])
      expect(noticeOf(login)).toMatch(/^You have been signed out meanwhile/)
      expect(isSignedIn(asPage(await person.logIn(login)))).toBe(true)
    })

    it.each([
      ['nothing', ''],
      ['a token of nobody', 'token=AAAAAAAA.AAAA'],
      ['a field twice', 'token=x&token=y'],
      ['hostile fields', `token=${'%3Cscript%3E'.repeat(100)}&sid=%00&__proto__=1`],
      ['broken escapes', 'token=%zz'],
      ['far too much', `token=${'x'.repeat(70_000)}`],
    ])('that brings %s: a page that says what to do (SEC-353, SEC-361)', async (_, body) => {
      const { person } = await browserOf()
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      for (const form of ['/login', '/account/sessions', '/account/clients', '/account/password']) {
        const page = await person.page(form, { method: 'POST', body, headers })
        expect([400, 403, 413]).toContain(page.status)
        expect(page.html).toMatch(/<p role="alert">[^<]{20,}<\/p>/)
        expect(page.html).not.toContain('<script>')
      }
    })
  })

  it('say what was done only when it was (SEC-297)', async () => {
    const { person } = await alone()
    for (const done of ['session', 'client', 'AAAAAAAA.AAAA', '<script>'])
      expect(noticeOf(await person.page(`/?done=${encodeURIComponent(done)}`))).toBeUndefined()
  })

  it('speak the person’s language, and stay where they are when it changes', async () => {
    const { person, home } = await alone()
    const german = asPage(await person.submit(home, { language: 'de' }, 'language-form'))
    expect([titleOf(german), new URL(german.url).pathname]).toEqual(['Ihr Konto', '/'])
    await person.submit(german, { language: 'en' }, 'language-form')
  })
})
