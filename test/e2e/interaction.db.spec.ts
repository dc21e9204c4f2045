import { decodeJwt } from 'jose'
import { alice, bob, e2eSeed, keys, secret } from '../support/e2e-seed'
import { errorOf, formOf, Person } from '../support/person'
import type { Page } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import { useServer } from '../support/use-server'

const asPage = (at: Page | URL): Page => {
  if (at instanceof URL) throw new Error(`expected a page, was led to ${at.href}`)
  return at
}
const asAddress = (at: Page | URL): URL => {
  if (at instanceof URL) return at
  throw new Error(`expected to be led away, got ${at.status} ${at.html}`)
}
const changedAt = (handle = '') => `${handle.slice(0, 20)}${handle[20] === 'A' ? 'B' : 'A'}${handle.slice(21)}`
const isLogin = (at: Page | URL) => !(at instanceof URL) && at.html.includes('id="login-form"')
const isConsent = (at: Page | URL) => !(at instanceof URL) && at.html.includes('id="consent-form"')

describe('between the authorization request and the answer', () => {
  const server = useServer({ seed: e2eSeed })
  const rp = new RelyingParty(server, 'fapi', keys.fapi)
  const web = new RelyingParty(server, 'web-post')

  const webUrl = (overrides: Record<string, string> = {}) =>
    web.authorizationUrl(web.authorizationParams({ scope: 'openid email', ...overrides }))
  const idToken = async (callback: URL) => {
    const code = callback.searchParams.get('code') ?? ''
    const params = { client_id: 'web-post', client_secret: secret, grant_type: 'authorization_code', code, redirect_uri: web.redirectUri }
    return decodeJwt(String((await web.post('/token', { ...params, code_verifier: web.verifier })).json['id_token']))
  }
  const signedIn = async (username = 'alice', password?: string) => {
    const person = new Person(server, username, password)
    await person.authorize(webUrl())
    return person
  }

  describe('the answer', () => {
    it('carries code, state and iss, and nothing else (RFC9207-2.3, RFC9700-4.4.2, FAPI2-SP-FINAL-5.3.2.2-7, OIDCC-3.1.2.5, RFC9207-2, SEC-33, SEC-205)', async () => {
      const callback = await new Person(server).authorize(await rp.pushedUrl())
      expect([...callback.searchParams.keys()].toSorted()).toEqual(['code', 'iss', 'state'])
      expect(callback.searchParams.get('iss')).toBe(server.issuer)
      expect(callback.hash).toBe('')
    })

    it('keeps the query of the redirect_uri (happy-flow, SEC-192)', async () => {
      const redirect_uri = `${rp.redirectUri}?dummy1=lorem&dummy2=ipsum`
      const callback = await new Person(server).authorize(await rp.pushedUrl({ redirect_uri }))
      expect(callback.href.startsWith(`${redirect_uri}&`)).toBe(true)
    })

    it('has no state when none was sent, and the state exactly when one was (SEC-41, SEC-42, ensure-authorization-request-without-state-success)', async () => {
      const without = await new Person(server).authorize(await rp.pushedUrl({ state: undefined }))
      expect(without.searchParams.has('state')).toBe(false)
      const state = `a ~.-_&=%+"ü${'x'.repeat(1000)}`
      const exact = await new Person(server).authorize(await rp.pushedUrl({ state }))
      expect(exact.searchParams.get('state')).toBe(state)
    })

    it('uses what was pushed, whatever else the address says (SEC-44, ensure-different-state-inside-and-outside-request-object)', async () => {
      const url = await rp.pushedUrl({ state: 'inside' })
      const callback = await new Person(server).authorize(`${url}&state=outside&scope=payments&redirect_uri=https%3A%2F%2Fevil.example%2F`)
      expect(callback.origin).toBe('https://rp.example.com')
      expect(callback.searchParams.get('state')).toBe('inside')
    })

    it('is access_denied when the person cancels or denies, and the request is used up (RFC9207-2, OIDCC-3.1.2.6, SEC-47, user-rejects-authentication)', async () => {
      const url = await rp.pushedUrl({ prompt: 'consent' })
      const person = new Person(server)
      const cancelled = asAddress(await person.submit(await person.page(url), { decision: 'cancel' }))
      expect(Object.fromEntries(cancelled.searchParams)).toMatchObject({ error: 'access_denied', state: 'a-state', iss: server.issuer })
      expect(cancelled.searchParams.has('code')).toBe(false)
      expect(errorOf(await person.page(url))).toBe('invalid_request_uri')
      const denied = await new Person(server).authorize(await rp.pushedUrl({ prompt: 'consent' }), 'deny')
      expect(denied.searchParams.get('error')).toBe('access_denied')
    })

    const submitted = (person: Person, page: Page, fields: Record<string, string>) => {
      const { action, hidden } = formOf(page)
      return person.fetch(action, { method: 'POST', body: new URLSearchParams({ ...hidden, ...fields }) })
    }

    it('comes by 303, as does every page on the way (FAPI2-SP-FINAL-5.3.2.2-10, FAPI2-SP-FINAL-5.3.2.2-11, RFC9700-4.12, SEC-36, SEC-37)', async () => {
      const person = new Person(server)
      const posted = await person.fetch('/authorize', { method: 'POST', body: new URL(webUrl()).searchParams })
      const login = await person.page(posted.headers.get('location') ?? '')
      const loggedIn = await submitted(person, login, { username: 'alice', password: alice.password })
      const consent = await person.page(loggedIn.headers.get('location') ?? '')
      const allowed = await submitted(person, consent, { decision: 'allow' })
      expect([posted.status, loggedIn.status, allowed.status]).toEqual([303, 303, 303])
      expect(allowed.headers.get('location')).toMatch(/^https:\/\/rp\.example\.com\/cb\?code=/)
    })

    it('comes by 303 when it is a refusal, and when nothing was asked (FAPI2-SP-FINAL-5.3.2.2-11, SEC-37)', async () => {
      const person = new Person(server)
      const cancelled = await submitted(person, await person.page(webUrl()), { decision: 'cancel' })
      const refused = await person.fetch(webUrl({ response_type: 'token' }))
      const silent = await (await signedIn()).fetch(webUrl({ prompt: 'none' }))
      const answers = [cancelled, refused, silent].map(({ status, headers }) => [
        status,
        /[?&](code|error)=/.exec(headers.get('location') ?? '')?.[1],
      ])
      expect(answers).toEqual([
        [303, 'error'],
        [303, 'error'],
        [303, 'code'],
      ])
    })
  })

  describe('a pushed request', () => {
    it('may be opened more than once before the login is complete, and not after (SEC-43, par-ensure-reused-request-uri-prior-to-auth-completion-succeeds, par-attempt-reuse-request_uri)', async () => {
      const url = await rp.pushedUrl()
      await new Person(server).page(url)
      const person = new Person(server)
      expect((await person.authorize(url)).searchParams.has('code')).toBe(true)
      const again = await person.page(url)
      expect([again.status, errorOf(again)]).toEqual([400, 'invalid_request_uri'])
    })

    it('belongs to its client (RFC9126-7.5, SEC-65, SEC-165, par-attempt-to-use-request_uri-for-different-client)', async () => {
      const { json } = await rp.push()
      const other = new RelyingParty(server, 'fapi-2', keys.fapi2)
      const page = await new Person(server).page(other.authorizationUrl({ request_uri: String(json['request_uri']) }))
      expect(errorOf(page)).toBe('invalid_request_uri')
    })

    it('can be opened for 90 seconds, and its person has half an hour then (FAPI2-SP-FINAL-5.3.2.2-12, RFC9126-2.2, SEC-38, SEC-166, par-attempt-to-use-expired-request_uri)', async () => {
      const { json } = await rp.push({ prompt: 'login' })
      expect(json['expires_in']).toBe(90)
      const url = rp.authorizationUrl({ request_uri: String(json['request_uri']) })
      const person = new Person(server)
      const page = await person.page(url)
      server.clock.advance(91)
      expect(errorOf(await new Person(server).page(url))).toBe('invalid_request_uri')
      const after = await person.logIn(page)
      const callback = isConsent(after) ? await person.submit(asPage(after), { decision: 'allow' }) : after
      expect(asAddress(callback).searchParams.has('code')).toBe(true)
    })

    it('tells a stranger nothing, and takes nothing from them (SEC-68)', async () => {
      const url = await rp.pushedUrl({ nonce: 'secret-nonce', state: 'secret-state', login_hint: '' })
      const stranger = new Person(server)
      const page = await stranger.page(url)
      expect(page.html + JSON.stringify([...stranger.cookies])).not.toMatch(/secret-nonce|secret-state/)
    })

    it('must be pushed by clients of FAPI 2.0 (SEC-29, ensure-unsigned-authorization-request-without-using-par-fails)', async () => {
      const callback = asAddress(await new Person(server).open(rp.authorizationUrl(rp.authorizationParams())))
      expect(callback.searchParams.get('error')).toBe('invalid_request')
    })
  })

  describe('prompt and max_age', () => {
    it('none: login_required, consent_required, or a silent answer with the same auth_time (OIDCC-3.1.2.1, OIDCC-3.1.2.3, OIDCC-15.1, SEC-208, oidcc-prompt-none-logged-in)', async () => {
      const stranger = asAddress(await new Person(server).open(webUrl({ prompt: 'none' })))
      expect(stranger.searchParams.get('error')).toBe('login_required')
      const person = new Person(server)
      const first = await idToken(await person.authorize(webUrl()))
      const silent = await idToken(asAddress(await person.open(webUrl({ prompt: 'none' }))))
      expect(silent).toMatchObject({ sub: first.sub, auth_time: first['auth_time'], sid: first['sid'] })
      const wider = asAddress(await person.open(webUrl({ prompt: 'none', scope: 'openid email phone' })))
      expect(wider.searchParams.get('error')).toBe('consent_required')
      expect(asAddress(await person.open(webUrl({ prompt: 'none select_account' }))).searchParams.get('error')).toBe('invalid_request')
    })

    it('login: asks again in the very same second, and gives a new session handle (OIDCC-3.1.2.3, OIDCC-15.1, SEC-209, SEC-292, oidcc-prompt-login)', async () => {
      const person = await signedIn()
      const before = person.cookies.get(person.sessionCookie)
      const page = asPage(await person.open(webUrl({ prompt: 'login' })))
      expect(isLogin(page)).toBe(true)
      expect(asAddress(await person.logIn(page)).searchParams.has('code')).toBe(true)
      expect(person.cookies.get(person.sessionCookie)).not.toBe(before)
    })

    it('max_age: asks when the login is older, max_age=0 always, and tells auth_time (OIDCC-3.1.2.1, OIDCC-15.1, oidcc-max-age-1, oidcc-max-age-10000)', async () => {
      const person = await signedIn()
      server.clock.advance(5)
      expect(isLogin(await person.open(webUrl({ max_age: '2' })))).toBe(true)
      expect(isLogin(await person.open(webUrl({ max_age: '0' })))).toBe(true)
      expect(typeof (await idToken(asAddress(await person.open(webUrl({ max_age: '10000' })))))['auth_time']).toBe('number')
      const again = asAddress(await person.logIn(await person.page(webUrl({ max_age: '2' }))))
      expect((await idToken(again))['auth_time']).toBe(server.clock.now())
    })

    it('max_age of the registration holds where the request has none (OIDCR-2)', async () => {
      const fresh = new RelyingParty(server, 'fresh')
      const url = fresh.authorizationUrl(fresh.authorizationParams({ scope: 'openid' }))
      const person = await signedIn()
      expect(asAddress(await person.open(url)).searchParams.has('code')).toBe(true)
      server.clock.advance(62)
      expect(isLogin(await person.open(url))).toBe(true)
    })

    it('consent: asks again what was allowed; internal clients too (OIDCC-3.1.2.1)', async () => {
      const person = await signedIn()
      expect(isConsent(await person.open(webUrl({ prompt: 'consent' })))).toBe(true)
      const internal = new RelyingParty(server, 'internal')
      expect(asAddress(await person.open(internal.authorizationUrl(internal.authorizationParams()))).searchParams.has('code')).toBe(true)
      expect(isConsent(await person.open(internal.authorizationUrl(internal.authorizationParams({ prompt: 'consent' }))))).toBe(true)
    })

    it('select_account: lets the person go on, or be somebody else, whose session then replaces the first (SEC-209, SEC-229)', async () => {
      const person = await signedIn()
      const page = asPage(await person.open(webUrl({ prompt: 'select_account' })))
      expect(page.html).toContain('id="account-form"')
      expect(asAddress(await person.submit(page, { decision: 'continue' })).searchParams.has('code')).toBe(true)
      const login = asPage(await person.submit(asPage(await person.open(webUrl({ prompt: 'select_account' }))), { decision: 'other' }))
      expect(isLogin(login)).toBe(true)
      const consent = asPage(await person.logIn(login, bob))
      const { sub } = await idToken(asAddress(await person.submit(consent, { decision: 'allow' })))
      expect(sub).not.toBe((await idToken(await new Person(server).authorize(webUrl()))).sub)
    })
  })

  describe('hints', () => {
    it('id_token_hint: silent for its own person, login_required for another; never a login (OIDCC-3.1.2.1, SEC-210, oidcc-id-token-hint)', async () => {
      const person = new Person(server)
      const code = (await person.authorize(webUrl())).searchParams.get('code') ?? ''
      const params = { client_id: 'web-post', client_secret: secret, grant_type: 'authorization_code', code, redirect_uri: web.redirectUri }
      const hint = String((await web.post('/token', { ...params, code_verifier: web.verifier })).json['id_token'])
      const url = webUrl({ prompt: 'none', id_token_hint: hint })
      expect(asAddress(await person.open(url)).searchParams.has('code')).toBe(true)
      const other = await signedIn('bob', bob.password)
      expect(asAddress(await other.open(url)).searchParams.get('error')).toBe('login_required')
      const unsigned = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${hint.split('.')[1]}.`
      expect(asAddress(await person.open(webUrl({ id_token_hint: unsigned }))).searchParams.get('error')).toBe('invalid_request')
    })

    it('login_hint: fills the form, escaped (SEC-297, oidcc-login-hint)', async () => {
      const page = await new Person(server).page(webUrl({ login_hint: '"><script>alert(1)</script>' }))
      expect(page.html).not.toContain('<script>alert')
      expect(page.html).toContain('&quot;&gt;&lt;script&gt;')
    })

    it('login_hint: of another person than is signed in offers the choice of account, and the hint for the login (OIDCC-3.1.2.1, OIDCC-3.1.2.6, SEC-210)', async () => {
      const person = await signedIn()
      for (const hint of ['alice', 'ALICE', 'alice@example.com'])
        expect(asAddress(await person.open(webUrl({ login_hint: hint }))).searchParams.has('code')).toBe(true)
      const page = asPage(await person.open(webUrl({ login_hint: 'bob' })))
      expect(page.html).toContain('Continue as <strong><bdi>alice</bdi></strong>')
      expect(asAddress(await person.submit(page, { decision: 'continue' })).searchParams.has('code')).toBe(true)
      const login = asPage(await person.submit(asPage(await person.open(webUrl({ login_hint: 'bob' }))), { decision: 'other' }))
      expect([isLogin(login), login.html.includes('value="bob"')]).toEqual([true, true])
    })

    it('login_hint: of another person is told where nobody may be asked, whether or not that person exists (OIDCC-3.1.2.6, SEC-210)', async () => {
      const person = await signedIn()
      for (const hint of ['bob', 'nobody@example.com'])
        expect(asAddress(await person.open(webUrl({ login_hint: hint, prompt: 'none' }))).searchParams.get('error')).toBe(
          'account_selection_required',
        )
      expect(asAddress(await person.open(webUrl({ login_hint: 'alice', prompt: 'none' }))).searchParams.has('code')).toBe(true)
    })

    it('login_hint: tells a client that was allowed nothing nothing of who is signed in (OIDCC-3.1.2.6, SEC-210)', async () => {
      const [person, stranger] = [await signedIn(), new RelyingParty(server, 'web-basic')]
      const errors = ['alice', 'alice@example.com', 'bob', 'nobody'].map(async (hint) => {
        const params = stranger.authorizationParams({ scope: 'openid email', login_hint: hint, prompt: 'none' })
        return asAddress(await person.open(stranger.authorizationUrl(params))).searchParams.get('error')
      })
      expect([...new Set(await Promise.all(errors))]).toEqual(['consent_required'])
    })

    it('what nobody understands is ignored (SEC-217, SEC-355, oidcc-ensure-request-with-unknown-parameter-succeeds)', async () => {
      const person = await signedIn()
      const url = webUrl({ extra: 'foobar', ui_locales: 'se', claims_locales: 'se', display: 'popup', acr_values: '1 2' })
      expect(asAddress(await person.open(url)).searchParams.has('code')).toBe(true)
    })
  })

  describe('the browser', () => {
    it('keeps several tabs apart, each to its own answer (OIDCC-3.1.2)', async () => {
      const person = new Person(server)
      const tabs = []
      for (const state of ['one', 'two', 'three']) tabs.push({ state, page: await person.page(webUrl({ state })) })
      for (const { state, page } of tabs.toReversed()) {
        const next = await person.logIn(page)
        const callback = isConsent(next) ? await person.submit(asPage(next), { decision: 'allow' }) : next
        expect(asAddress(callback).searchParams.get('state')).toBe(state)
      }
    })

    it('of somebody else can do nothing with a page (OIDCC-3.1.2.3, RFC9700-4.7, SEC-290, SEC-291)', async () => {
      const page = await new Person(server).page(webUrl())
      const answer = asPage(await new Person(server).logIn(page))
      expect(answer.status).toBe(403)
      const other = new Person(server)
      await other.page(webUrl())
      expect(asPage(await other.logIn(page)).status).toBe(403)
    })

    it.each([{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }])(
      'sends no forms for other sites: %j (RFC9700-4.7, SEC-290)',
      async (headers) => {
        const person = new Person(server)
        const { action, hidden } = formOf(await person.page(webUrl()))
        const body = new URLSearchParams({ ...hidden, username: 'alice', password: 'correct horse battery staple' })
        expect((await person.fetch(action, { method: 'POST', body, headers })).status).toBe(403)
        expect(person.cookies.has(person.sessionCookie)).toBe(false)
      },
    )

    it('cannot change a handle, or use one that is too old (SEC-207, SEC-310)', async () => {
      const person = new Person(server)
      const page = await person.page(webUrl())
      const { hidden } = formOf(page)
      const changed = { ...page, html: page.html.replace(hidden['handle'] ?? '', changedAt(hidden['handle'])) }
      expect(asPage(await person.logIn(changed)).status).toBe(400)
      server.clock.advance(1801)
      expect(asPage(await person.logIn(page)).status).toBe(400)
    })

    it('cannot skip a step (SEC-310)', async () => {
      const person = new Person(server)
      const { hidden } = formOf(await person.page(webUrl()))
      const skipped = await person.open('/interaction/consent', {
        method: 'POST',
        body: new URLSearchParams({ ...hidden, decision: 'allow' }),
      })
      expect(isLogin(skipped)).toBe(true)
    })

    it('shows consent to each person anew: what was shown to one is not allowed by another (SEC-214)', async () => {
      const person = new Person(server)
      const consent = asPage(await person.logIn(await person.page(await rp.pushedUrl({ prompt: 'consent' }))))
      const login = await person.page(webUrl({ prompt: 'login' }))
      await person.logIn(login, bob)
      const answer = await person.submit(consent, { decision: 'allow' })
      expect(answer instanceof URL).toBe(false)
    })

    it('cannot bring a session handle of its own (SEC-292, SEC-294)', async () => {
      const person = new Person(server)
      person.cookies.set(person.sessionCookie, 'A'.repeat(43))
      const page = await person.page(webUrl())
      expect(isLogin(page)).toBe(true)
      await person.logIn(page)
      expect(person.cookies.get(person.sessionCookie)).not.toBe('A'.repeat(43))
    })

    it('is refused a password of the wrong person, an unknown one and an empty one alike (SEC-299)', async () => {
      const page = async (fields: { username: string; password: string }) => {
        const person = new Person(server)
        const answer = asPage(await person.submit(await person.page(webUrl()), fields))
        return [answer.status, /role="alert">([^<]*)</.exec(answer.html)?.[1]]
      }
      const wrong = await page({ username: 'alice', password: 'wrong' })
      expect(wrong).toEqual([200, 'The username or the password is not right.'])
      expect(await page({ username: 'nobody', password: 'wrong' })).toEqual(wrong)
      expect(await page({ username: 'alice', password: '' })).toEqual(wrong)
      expect(await page({ username: 'alice', password: 'x'.repeat(5000) })).toEqual(wrong)
    })

    it('gets cookies that scripts and other sites cannot use (SEC-293)', async () => {
      const person = new Person(server)
      const response = await person.fetch(webUrl())
      const [cookie = ''] = response.headers.getSetCookie()
      expect(cookie).toMatch(/HttpOnly/)
      expect(cookie).toMatch(/SameSite=Lax/)
      expect(cookie).toMatch(/Path=\//)
      expect(cookie).not.toMatch(/Domain/i)
    })
  })

  describe('consent', () => {
    it('shows who asks for what, and where the answer goes (SEC-39)', async () => {
      const person = new Person(server)
      const { html } = asPage(
        await person.logIn(await person.page(await rp.pushedUrl({ prompt: 'consent', scope: 'openid payments offline_access' }))),
      )
      for (const shown of ['FAPI client', 'rp.example.com', 'payments', 'offline-access', 'alice']) expect(html).toContain(shown)
    })

    it('is asked again when more is wanted, and remembered when not (SEC-214)', async () => {
      const person = await signedIn('bob', bob.password)
      expect(asAddress(await person.open(webUrl())).searchParams.has('code')).toBe(true)
      expect(isConsent(await person.open(webUrl({ scope: 'openid email address' })))).toBe(true)
      expect(isConsent(await person.open(webUrl({ claims: '{"userinfo":{"phone_number":null}}' })))).toBe(true)
      expect(isConsent(await person.open(webUrl({ resource: 'https://payments.example.com' })))).toBe(true)
    })

    it('is asked every time for public clients that others could pose as (SEC-213)', async () => {
      const native = new RelyingParty(server, 'native', undefined, 'http://127.0.0.1:51004/cb')
      const url = native.authorizationUrl(native.authorizationParams({ scope: 'openid' }))
      const person = new Person(server)
      expect((await person.authorize(url)).host).toBe('127.0.0.1:51004')
      expect(isConsent(await person.open(url))).toBe(true)
    })
  })

  it('refuses an acr that is essential and not met (SEC-211, OIDCC-5.5.1.1)', async () => {
    const person = await signedIn()
    const claims = (acr: object) => JSON.stringify({ id_token: { acr } })
    const unmet = asAddress(await person.open(webUrl({ claims: claims({ essential: true, value: 'urn:gold' }) })))
    expect(unmet.searchParams.get('error')).toBe('unmet_authentication_requirements')
    const met = asAddress(await person.open(webUrl({ claims: claims({ essential: true, value: 'https://refeds.org/profile/sfa' }) })))
    expect(met.searchParams.has('code')).toBe(true)
  })

  it('takes an authorization request as a form too (oidcc-ensure-post-request-succeeds)', async () => {
    const person = await signedIn()
    const body = new URLSearchParams(new URL(webUrl()).search)
    expect(asAddress(await person.open('/authorize', { method: 'POST', body })).searchParams.has('code')).toBe(true)
  })

  it('carries one flow id from the pushed request to UserInfo (SEC-372)', async () => {
    const pushed = await rp.push()
    const flow = pushed.headers.get('x-flow-id')
    const person = new Person(server)
    const page = await person.page(rp.authorizationUrl({ request_uri: String(pushed.json['request_uri']) }))
    expect(page.headers.get('x-flow-id')).toBe(flow)
    const next = await person.logIn(page)
    const callback = isConsent(next) ? await person.submit(asPage(next), { decision: 'allow' }) : next
    const tokens = await rp.redeem(asAddress(callback).searchParams.get('code') ?? '')
    const userinfo = await rp.userinfo(String(tokens.json['access_token']))
    const refreshed = await rp.refresh(String(tokens.json['refresh_token']))
    expect([tokens, userinfo, refreshed].map(({ headers }) => headers.get('x-flow-id'))).toEqual([flow, flow, flow])
  })
})
