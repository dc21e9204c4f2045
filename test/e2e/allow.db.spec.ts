import { FlowStories } from '#operations/flows/flow-stories'
import { FlowWriter } from '#operations/flows/flow-writer'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { alice, bob, e2eSeed, secret } from '../support/e2e-seed'
import { Person } from '../support/person'
import type { Page } from '../support/person'
import { parallel } from '../support/records'
import { RelyingParty } from '../support/relying-party'
import { useServer } from '../support/use-server'

const web = { client_type: 'internal', client_secret: secret, redirect_uris: ['https://rp.example.com/cb'], scope: 'openid offline_access' }
const grants = { grant_types: ['authorization_code', 'refresh_token'] }
const seed = {
  ...e2eSeed,
  groups: [{ group: 'grafana-users' }],
  users: [
    { ...alice, sub: 'sub-of-alice', groups: ['grafana-users'] },
    { ...bob, sub: 'sub-of-bob' },
  ],
  clients: [
    { ...web, ...grants, client_id: 'grafana', client_name: 'Grafana', allow: '"grafana-users" in user.groups' },
    { ...web, client_id: 'asked', allow: 'false', contacts: ['help@example.com', 'https://example.com/help', 'Room 4, <b>Ada</b>'] },
    { ...web, client_id: 'broken', allow: 'user.attributes.clearance > 3' },
    { ...web, client_id: 'external', client_type: 'external', allow: '"grafana-users" in user.groups' },
  ],
}

describe('a client that lets in whom its rule allows', () => {
  const server = useServer({ seed, environment: { ALDGATE_SUPPORT_URI: 'https://support.example.com/' } })
  const rpOf = (clientId: string) => new RelyingParty(server, clientId)
  const urlOf = (clientId: string, given = {}) =>
    rpOf(clientId).authorizationUrl(rpOf(clientId).authorizationParams({ scope: 'openid', ...given }))
  const bobAt = async (clientId: string, given = {}) => {
    const person = new Person(server, bob.username, bob.password)
    const at = await person.logIn(await person.page(urlOf(clientId, given)))
    if (at instanceof URL) throw new Error(`was led to ${at.href}`)
    return { person, page: at }
  }
  const answer = (url: Page | URL) => {
    if (!(url instanceof URL)) throw new Error(`expected an answer: ${url.html}`)
    return Object.fromEntries(url.searchParams)
  }
  const query = (sql: string) => server.app.get(UnitOfWork, { strict: false }).run((tx) => tx.query(sql, []))
  const join = () => query(`INSERT INTO group_members (sub, path) VALUES ('sub-of-alice', 'grafana-users') ON CONFLICT DO NOTHING`)
  const leave = () => query(`DELETE FROM group_members WHERE sub = 'sub-of-alice'`)
  const storyOf = async (response: { readonly headers: Headers }) => {
    await server.app.get(FlowWriter).flush()
    const story = await server.app.get(FlowStories).find(response.headers.get('x-flow-id') ?? '')
    if (typeof story === 'string') throw new Error(story)
    return story
  }
  beforeEach(join)

  it('gives them a code, and nobody else (RFC6749-4.1.2.1)', async () => {
    expect(await new Person(server).getCode(urlOf('grafana'))).toBeDefined()
    const { page } = await bobAt('grafana')
    expect(page.status).toBe(403)
    expect(page.html).toMatch(/id="not-allowed"/)
    expect(await query(`SELECT 1 AS one FROM grants WHERE sub = 'sub-of-bob'`)).toEqual([])
  })

  it('has no consent asked of those whom it keeps out (RFC6749-4.1.2.1)', async () => {
    const { person, page } = await bobAt('external')
    expect(page.html).not.toContain('consent-form')
    expect(answer(await person.submit(page, { decision: 'cancel' }))).toMatchObject({ error: 'access_denied' })
  })

  it('tells the others whom to ask: its contacts, else the help of the operator', async () => {
    const { page } = await bobAt('asked')
    expect(page.html).toContain('href="mailto:help@example.com"')
    expect(page.html).toContain('href="https://example.com/help"')
    expect(page.html).toContain('Room 4, &lt;b&gt;Ada&lt;/b&gt;')
    expect((await bobAt('grafana')).page.html).toMatch(/<ul id="contacts">\s*<li><a href="https:\/\/support.example.com\/"/)
  })

  it('hears access_denied when they go back, with state and iss (RFC6749-4.1.2.1, RFC9207-2)', async () => {
    const { person, page } = await bobAt('grafana')
    expect(answer(await person.submit(page, { decision: 'cancel' }))).toEqual({
      error: 'access_denied',
      error_description: 'the account may not use this client',
      state: 'a-state',
      iss: server.issuer,
    })
  })

  it('lets them sign in as somebody else, however they had signed in (OIDCC-3.1.2.3)', async () => {
    const { person, page } = await bobAt('grafana')
    const login = (await person.submit(page, { decision: 'switch' })) as Page
    expect(login.html).toContain('id="login-form"')
    const again = (await person.logIn(login)) as Page
    expect(again.html).toContain('id="not-allowed"')
    const other = (await person.submit(again, { decision: 'switch' })) as Page
    expect(answer(await person.logIn(other, alice))).toMatchObject({ code: expect.any(String) as string })
  })

  it('answers prompt=none with access_denied (OIDCC-3.1.2.6)', async () => {
    const { person } = await bobAt('grafana')
    expect(answer(await person.open(urlOf('grafana', { prompt: 'none' })))).toMatchObject({ error: 'access_denied', state: 'a-state' })
  })

  it('is told in the story why, with its rule and nothing of the person', async () => {
    const { person, page } = await bobAt('grafana')
    const story = await storyOf(page)
    const told = story.requests.flatMap(({ steps }) => steps.map(({ description }) => description))
    expect(told).toContain('the person may not use client grafana: the rule is not met: "grafana-users" in user.groups')
    await person.submit(page, { decision: 'cancel' })
    expect((await storyOf(page)).refusal).toMatchObject({
      check: 'person-not-allowed',
      reason: 'the rule is not met',
      expected: '"grafana-users" in user.groups',
    })
  })

  it('keeps everybody out while its rule fails', async () => {
    const person = new Person(server)
    const page = (await person.logIn(await person.page(urlOf('broken')))) as Page
    expect(page.html).toContain('id="not-allowed"')
    await person.submit(page, { decision: 'cancel' })
    expect((await storyOf(page)).refusal?.reason).toMatch(/^the rule failed: /)
  })

  it('gets tokens as long as the person is let in, and loses nothing meanwhile (RFC6749-5.2, SEC-225)', async () => {
    const rp = rpOf('grafana')
    const authenticated = (params: Record<string, string>) => rp.post('/token', { client_id: 'grafana', client_secret: secret, ...params })
    const redeem = async (code: string) =>
      authenticated({ grant_type: 'authorization_code', code, redirect_uri: rp.redirectUri, code_verifier: rp.verifier })
    const url = rp.authorizationUrl(rp.authorizationParams({ scope: 'openid offline_access' }))
    const tokens = (await redeem(await new Person(server).getCode(url))).json
    const refresh = (token: unknown) => authenticated({ grant_type: 'refresh_token', refresh_token: String(token) })
    const code = await new Person(server).getCode(url)
    await leave()
    const refused = await refresh(tokens['refresh_token'])
    expect(refused).toMatchObject({ status: 400, json: { error: 'invalid_grant' } })
    expect((await storyOf(refused)).refusal).toMatchObject({ check: 'access-stands', expected: '"grafana-users" in user.groups' })
    expect(await redeem(code)).toMatchObject({ status: 400, json: { error: 'invalid_grant' } })
    await join()
    expect((await refresh(tokens['refresh_token'])).status).toBe(200)
  })

  it('asks its rule again when a form comes: who was let in meanwhile goes on, who was not does not', async () => {
    await leave()
    const person = new Person(server)
    const page = (await person.logIn(await person.page(urlOf('grafana')))) as Page
    expect(page.html).toContain('id="not-allowed"')
    await join()
    expect(answer(await person.submit(page, { decision: 'anything' }))).toMatchObject({ code: expect.any(String) as string })
  })

  it('stands against forms that come twice, at once, by another method, or with repeats (RFC6749-3.1)', async () => {
    const { person, page } = await bobAt('grafana')
    const answers = await parallel(() => person.submit(page, { decision: 'cancel' }), 5)
    for (const one of answers) expect(answer(one)).toMatchObject({ error: 'access_denied' })
    const { person: other, page: shown } = await bobAt('grafana')
    expect((await other.fetch('/interaction/not-allowed')).status).toBe(405)
    const handle = /name="handle" value="([^"]+)"/.exec(shown.html)?.[1] ?? ''
    const body = `handle=${encodeURIComponent(handle)}&decision=switch&decision=cancel`
    const repeated = await other.fetch('/interaction/not-allowed', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(repeated.status).toBe(400)
  })
})
