import { hostname } from 'node:os'
import { DataSource } from 'typeorm'
import { decodeJwt } from 'jose'
import { AuditLog } from '#operations/audit/audit-log.repository'
import { keptNames } from '#operations/audit/parties'
import { SealAuditLog } from '#operations/audit/seal-audit-log'
import { toExported } from '#operations/audit/to-exported'
import { VerifyAuditLog } from '#operations/audit/verify-audit-log'
import { Consents } from '#records/consents/consents.repository'
import type { KeptName } from '#platform/events/server-event'
import { alice, bob, e2eSeed, keys, secret } from '../support/e2e-seed'
import { formOf, Person } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import { TestKey } from '../support/test-keys'
import { startServer } from '../support/test-server'
import type { TestServer } from '../support/test-server'

const web = { client_id: 'web-post', client_secret: secret }
const backchannel = { ...e2eSeed.clients.find(({ client_id }) => client_id === 'web-post'), client_id: 'hears-of-logout' }
const seed = {
  ...e2eSeed,
  groups: [{ group: 'finance' }],
  attributes: [{ attribute: 'department', type: 'string' }],
  scopes: [{ scope: 'employee', claims: ['department'] }],
  clients: [...e2eSeed.clients, { ...backchannel, backchannel_logout_uri: 'https://rp.example.com/logout' }],
}
const environment = { ALDGATE_LOGIN_ATTEMPTS_PER_ACCOUNT: '3', ALDGATE_CLIENT_AUTHENTICATION_ATTEMPTS: '3' }
/** What the command line, another start and the retention tell: see their tests. */
const elsewhere: ReadonlySet<KeptName> = new Set<KeptName>([
  'command.run',
  'settings.changed',
  'sessions.ended',
  'grants.ended',
  'audit.dropped',
  'users.imported',
])

describe('the audit log', () => {
  let server: TestServer
  let [rp, party]: readonly RelyingParty[] = []
  const seen = new Set<string>()
  beforeAll(async () => {
    server = await startServer({ seed, environment })
    ;[rp, party] = [new RelyingParty(server, 'fapi', keys.fapi), new RelyingParty(server, 'web-post')]
  })
  afterAll(() => server.close())

  const auditLog = () => server.app.get(AuditLog, { strict: false })
  const recordsOf = async (type?: KeptName) => {
    const records = (await auditLog().newest({ type }, 1_000)).map(toExported)
    for (const record of records) seen.add(record.type)
    return records
  }
  const last = async (type: KeptName) => {
    const record = (await recordsOf(type)).at(-1)
    if (!record) throw new Error(`there is no ${type}`)
    return record
  }
  const claims = (tokens: Readonly<Record<string, unknown>>) => decodeJwt(String(tokens['access_token']))
  const subOf = async (username: string) => {
    const rows: { sub: string }[] = await server.app.get(DataSource).query(`SELECT sub FROM users WHERE username = '${username}'`)
    return rows[0]?.sub ?? ''
  }
  const here = { address: '127.0.0.1', node: hostname().slice(0, 64) }
  const outside = { address: null, flow: null, node: here.node, actor: `server:${here.node}` }
  const aPerson = () => new Person(server)
  const webUrl = (overrides = {}) => party!.authorizationUrl(party!.authorizationParams(overrides))
  const redeemWeb = (code: string, overrides = {}) => {
    const params = { grant_type: 'authorization_code', code, redirect_uri: party!.redirectUri, code_verifier: party!.verifier }
    return party!.post('/token', { ...web, ...params, ...overrides })
  }
  const fapiTokens = async () => {
    const answer = await rp!.redeem(await aPerson().getCode(await rp!.pushedUrl()))
    return { ...answer.json, flow: answer.headers.get('x-flow-id') } as Readonly<Record<string, unknown>>
  }

  describe('has of a start', () => {
    it('its settings, secret ones as digests alone, and what the seed changed (SEC-417, SEC-425)', async () => {
      const { details, ...started } = await last('server.started')
      expect(started).toMatchObject({ ...outside, target: `server:${here.node}` })
      expect(details).toMatchObject({ version: expect.stringMatching(/^\d+\.\d+\.\d+/) as string })
      const settings = details['settings'] as Record<string, string>
      expect(settings).toMatchObject({ NODE_ENV: 'test', ISSUER: server.issuer, ALDGATE_LOGIN_ATTEMPTS_PER_ACCOUNT: '3' })
      for (const name of ['KEY_ENCRYPTION_KEY', 'DATABASE_URL', 'SEED']) expect(settings[name]).toMatch(/^[\w-]{8}\.[\w-]{43}$/)
      const { details: key, ...made } = await last('key.changed')
      expect(made).toMatchObject({ ...outside, target: `key:${String(key['kid'])}` })
      expect(key['change']).toBe('made: it signs')
      expect(await last('client.changed')).toMatchObject({ ...outside, target: 'client:hears-of-logout', details: { change: 'created' } })
      const user = { target: `user:${await subOf('bob')}`, user: await subOf('bob'), details: { username: 'bob', change: 'created' } }
      expect(await last('user.changed')).toMatchObject({ ...outside, ...user })
      expect(await last('resource.changed')).toMatchObject({ ...outside, target: 'resource:https://accounts.example.com' })
      expect(await last('group.changed')).toMatchObject({ ...outside, target: 'group:finance' })
      expect(await last('attribute.changed')).toMatchObject({ ...outside, target: 'attribute:department' })
      expect(await last('scope.changed')).toMatchObject({ ...outside, target: 'scope:employee' })
    })
  })

  describe('has of a person', () => {
    it('each login, with its session and the request’s address and flow (SEC-425)', async () => {
      const person = aPerson()
      const page = await person.page(webUrl())
      await person.logIn(page)
      const sub = await subOf('alice')
      const flow = page.headers.get('x-flow-id')
      expect(await last('login.succeeded')).toMatchObject({ ...here, flow, actor: `user:${sub}`, user: sub, details: { amr: ['pwd'] } })
      expect((await last('login.succeeded')).target).toMatch(/^session:[\w-]{22}$/)
    })

    it('each failed login, and the limit that is reached; what was typed as a name is not kept (SEC-300, SEC-425)', async () => {
      const person = aPerson()
      const typed = 'my secret password, in the wrong field'
      const fail = async (username: string) => person.logIn(await person.page(webUrl()), { username, password: 'wrong' })
      await fail(alice.username)
      expect(await last('login.failed')).toMatchObject({
        actor: 'anyone',
        target: `user:${await subOf('alice')}`,
        user: await subOf('alice'),
      })
      await person.logIn(await person.page(webUrl()), { username: 'bob', password: 'x'.repeat(2_000) })
      expect(await last('login.failed')).toMatchObject({
        user: await subOf('bob'),
        details: { reason: expect.stringMatching('too long') as string },
      })
      for (let time = 0; time < 3; time += 1) await fail(typed)
      expect(await last('login.failed')).toMatchObject({
        actor: 'anyone',
        target: null,
        user: null,
        details: { reason: expect.any(String) as string },
      })
      expect(await last('attempts.locked')).toMatchObject({ ...here, target: 'attempts:login to no account that there is 127.0.0.1' })
      expect(JSON.stringify(await recordsOf())).not.toContain('secret password')
    })

    it('the consent with the grant, and that it was declined (SEC-425)', async () => {
      const person = aPerson()
      await person.getCode(webUrl({ prompt: 'consent' }))
      const sub = await subOf('alice')
      const who = { ...here, actor: `user:${sub}`, client: 'web-post', user: sub }
      const [given, made] = [await last('consent.given'), await last('grant.made')]
      expect(given).toMatchObject({ ...who, target: 'client:web-post', details: { scope: 'openid profile email offline_access' } })
      expect(made).toMatchObject({ ...who, target: expect.stringMatching(/^grant:[\w-]{22}$/) as string, details: { offline: true } })
      expect(made.flow).toBe(given.flow)
      await person.authorize(webUrl({ prompt: 'consent' }), 'deny')
      expect(await last('consent.declined')).toMatchObject({ ...who, target: 'client:web-post' })
    })

    it('the logout: the end of the session and of the grants made in it (SEC-425)', async () => {
      const person = aPerson()
      const { json } = await redeemWeb(await person.getCode(webUrl({ scope: 'openid' })))
      await person.submit(await person.page(`/logout?id_token_hint=${String(json['id_token'])}`), { decision: 'logout' })
      const { sid, sub } = decodeJwt(String(json['id_token']))
      const who = { ...here, actor: `user:${sub}`, user: sub }
      expect(await last('session.ended')).toMatchObject({ ...who, target: `session:${String(sid)}`, details: { why: 'logout' } })
      expect(await last('grant.ended')).toMatchObject({ ...who, client: 'web-post', details: { why: 'its session ended' } })
    })

    it('that a consent was withdrawn', async () => {
      const [sub, consents] = [await subOf('alice'), server.app.get(Consents, { strict: false })]
      await consents.withdraw({ sub, clientId: 'web-post' })
      expect(await last('consent.withdrawn')).toMatchObject({ actor: outside.actor, target: 'client:web-post', user: sub })
    })
  })

  describe('has of a client', () => {
    it('its tokens, by kind and with their key, under the flow of the login (SEC-425)', async () => {
      const tokens = await fapiTokens()
      const { jti, sub } = claims(tokens)
      expect(await last('tokens.issued')).toMatchObject({
        ...here,
        flow: tokens['flow'],
        actor: 'client:fapi',
        client: 'fapi',
        user: sub,
        target: expect.stringMatching(/^grant:/) as string,
        details: {
          grantType: 'authorization_code',
          kinds: ['access_token', 'refresh_token', 'id_token'],
          jti,
          jkt: rp!.proofKey.thumbprint,
        },
      })
    })

    it('the new key that it refreshes with (SEC-124)', async () => {
      const tokens = await fapiTokens()
      const before = rp!.proofKey.thumbprint
      rp!.proofKey = new TestKey('ES256')
      const { status, json } = await rp!.refresh(String(tokens['refresh_token']))
      expect(status).toBe(200)
      expect(claims(json)['cnf']).toEqual({ jkt: rp!.proofKey.thumbprint })
      const [, issued] = (await recordsOf('tokens.issued')).slice(-2)
      expect(issued).toMatchObject({ flow: tokens['flow'], details: { grantType: 'refresh_token', jkt: rp!.proofKey.thumbprint } })
      expect(rp!.proofKey.thumbprint).not.toBe(before)
    })

    it('tokens that it has for itself (SEC-425)', async () => {
      const machine = new RelyingParty(server, 'machine', keys.machine)
      expect((await machine.call('/token', { grant_type: 'client_credentials' })).status).toBe(200)
      const issued = { actor: 'client:machine', target: 'client:machine', client: 'machine', user: null }
      expect(await last('tokens.issued')).toMatchObject({ ...issued, details: { grantType: 'client_credentials' } })
    })

    it('tokens that it was refused, and why; a code that came twice ended its grant (SEC-425)', async () => {
      const code = await aPerson().getCode(webUrl())
      await redeemWeb(code)
      const { status, headers } = await redeemWeb(code)
      expect(status).toBe(400)
      const who = { ...here, actor: 'client:web-post', client: 'web-post', flow: headers.get('x-flow-id') }
      const refused = { grantType: 'authorization_code', error: 'invalid_grant', check: 'code-unused' }
      expect(await last('tokens.refused')).toMatchObject({ ...who, target: null, details: refused })
      expect(await last('grant.ended')).toMatchObject({ ...who, details: { why: 'its code was used twice' } })
    })

    it('that another ended its grant, by name (SEC-425)', async () => {
      const code = await aPerson().getCode(webUrl())
      const other = { client_id: 'internal', client_secret: secret }
      expect((await redeemWeb(code, other)).status).toBe(400)
      expect(await last('grant.ended')).toMatchObject({ actor: 'client:internal', client: 'web-post' })
    })

    it('what it revoked (SEC-425)', async () => {
      const tokens = await fapiTokens()
      await rp!.revoke(String(tokens['access_token']))
      const { jti } = claims(tokens)
      expect(await last('token.revoked')).toMatchObject({ actor: 'client:fapi', target: `token:${jti}`, flow: tokens['flow'] })
      await rp!.revoke(String(tokens['refresh_token']))
      expect(await last('token.revoked')).toMatchObject({
        target: expect.stringMatching(/^grant:/) as string,
        details: { kind: 'refresh_token' },
      })
      expect(await last('grant.ended')).toMatchObject({ actor: 'client:fapi', details: { why: 'its refresh token was revoked' } })
    })

    it('each failed authentication, and the limit that is reached (SEC-425)', async () => {
      const wrong = { client_id: 'web-basic', client_secret: 'x'.repeat(40), grant_type: 'refresh_token', refresh_token: 'x' }
      for (let time = 0; time < 4; time += 1) await party!.post('/token', wrong)
      const failed = await recordsOf('client.failed')
      expect(failed.slice(-3).map(({ client }) => client)).toEqual(['web-basic', 'web-basic', 'web-basic'])
      expect(failed.at(-1)).toMatchObject({ ...here, actor: 'anyone', target: 'client:web-basic' })
      expect(await last('attempts.locked')).toMatchObject({ target: 'attempts:client web-basic 127.0.0.1' })
    })

    it.each(['\u001b]0;owned\u0007', 'two\r\nlines', 'a\u202eb', '{{7*7}}<script>'])(
      'a made-up name without its effect: %j (SEC-444)',
      async (hostile) => {
        await party!.post('/token', { client_id: hostile, client_secret: 'x'.repeat(40), grant_type: hostile })
        expect(JSON.stringify(await last('client.failed'))).not.toMatch(/\\u|\\r|\\n|[\u0080-\uffff]/)
      },
    )
  })

  it('takes no forwarded address from somebody who is no proxy (SEC-366)', async () => {
    const person = aPerson()
    const { action, hidden } = formOf(await person.page(webUrl()))
    const before = (await recordsOf('login.succeeded')).length
    const headers = { 'x-forwarded-for': '198.51.100.7', forwarded: 'for=198.51.100.7' }
    await person.open(action, { method: 'POST', headers, body: new URLSearchParams({ ...hidden, ...alice }) })
    expect(await recordsOf('login.succeeded')).toHaveLength(before + 1)
    expect((await last('login.succeeded')).address).toBe('127.0.0.1')
  })

  describe('and what it records have one fate', () => {
    const rename = (from: string, to: string) => server.app.get(DataSource).query(`ALTER TABLE ${from} RENAME TO ${to}`)
    const without = async (table: string, work: () => Promise<unknown>) => {
      await rename(table, 'set_aside')
      try {
        await work()
      } finally {
        await rename('set_aside', table)
      }
    }

    it('what cannot be kept does not happen: the code is as good as before (SEC-425, SEC-435)', async () => {
      const code = await aPerson().getCode(webUrl())
      await without('audit_log', async () => expect((await redeemWeb(code)).status).toBeGreaterThanOrEqual(500))
      expect((await redeemWeb(code)).status).toBe(200)
    })

    it('nobody is logged in whose login cannot be kept (SEC-425, SEC-435)', async () => {
      const person = aPerson()
      const page = await person.page(webUrl())
      await without('audit_log', async () => expect(await person.logIn(page)).toMatchObject({ status: 500 }))
      expect(await person.page(webUrl())).toMatchObject({ html: expect.stringContaining('login-form') as string })
    })

    it('what does not happen is not kept (SEC-425, SEC-435)', async () => {
      const hears = new RelyingParty(server, 'hears-of-logout')
      const person = new Person(server, bob.username, bob.password)
      const consent = await person.open(hears.authorizationUrl(hears.authorizationParams()))
      if (consent instanceof URL) throw new Error('no page')
      const form = await person.logIn(consent)
      if (form instanceof URL) throw new Error('no page')
      await without('session_clients', async () => expect(await person.submit(form, { decision: 'allow' })).toMatchObject({ status: 500 }))
      const bobs = (await recordsOf()).filter(({ client }) => client === 'hears-of-logout').map(({ type }) => type)
      expect(bobs).toEqual(['client.changed'])
      expect(await person.submit(form, { decision: 'allow' })).toBeInstanceOf(URL)
      expect(await last('grant.made')).toMatchObject({ client: 'hears-of-logout' })
    })
  })

  it('had all of this, each kind of event at least once', () => {
    expect(keptNames.filter((name) => !seen.has(name) && !elsewhere.has(name))).toEqual([])
  })

  it('is whole after all of this, sealed (SEC-425)', async () => {
    await server.app.get(SealAuditLog, { strict: false }).execute()
    const verification = await server.app
      .get(VerifyAuditLog, { strict: false })
      .execute({ from: undefined, head: undefined, archive: undefined })
    expect(verification.toJSON()).toMatchObject({ isWhole: true, unsealed: 0 })
  })
})
