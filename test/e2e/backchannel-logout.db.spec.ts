import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import { LogoutDispatcher } from '#protocol/backchannel-logout/logout-dispatcher'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { LoadSeed } from '#operations/seeds/load-seed'
import { alice, bob, e2eSeed, secret } from '../support/e2e-seed'
import { LogoutReceiver, until } from '../support/logout-receiver'
import { errorOf, Person } from '../support/person'
import { RelyingParty, toForm } from '../support/relying-party'
import { startServer } from '../support/test-server'
import type { TestServer } from '../support/test-server'

const callback = 'https://rp.example.com/cb'
const bye = 'https://rp.example.com/bye'
const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout'

const aClient = (clientId: string, more = {}) => ({
  client_id: clientId,
  client_secret: secret,
  token_endpoint_auth_method: 'client_secret_post',
  redirect_uris: [callback],
  post_logout_redirect_uris: [bye],
  scope: 'openid offline_access',
  client_type: 'internal',
  ...more,
})
const logoutUrl = (hint: string | undefined) =>
  `/logout?${toForm({ id_token_hint: hint, post_logout_redirect_uri: hint && bye, state: 's' }).toString()}`
const logOut = async (person: Person, hint?: string) => {
  const at = await person.submit(await person.page(logoutUrl(hint)), { decision: 'logout' })
  return at instanceof URL ? at.href : at.url
}

describe('back-channel logout', () => {
  let receiver: LogoutReceiver
  let server: TestServer
  const entries = () => {
    const told = (clientId: string, more = {}) => aClient(clientId, { backchannel_logout_uri: receiver.url(`/${clientId}`), ...more })
    const algorithms = ['PS256', 'ES256', 'EdDSA'].map((algorithm) => told(algorithm, { id_token_signed_response_alg: algorithm }))
    const refreshing = told('refreshing', {
      grant_types: ['authorization_code', 'refresh_token'],
      backchannel_logout_session_required: true,
    })
    return [told('web'), refreshing, told('other'), ...algorithms, aClient('untold')]
  }
  beforeEach(async () => {
    receiver = await new LogoutReceiver().start()
    const seed = { ...e2eSeed, clients: [...e2eSeed.clients, ...entries()] }
    server = await startServer({ seed, environment: { ALDGATE_OUTBOUND_ALLOW: '127.0.0.1' } })
  })
  afterEach(async () => {
    await server.close()
    await receiver.stop()
  })

  const visit = async (person: Person, clientId = 'web', overrides = {}) => {
    const party = new RelyingParty(server, clientId)
    const code = await person.getCode(party.authorizationUrl(party.authorizationParams({ scope: 'openid', ...overrides })))
    const client = { client_id: clientId, client_secret: secret }
    const params = { ...client, grant_type: 'authorization_code', code, redirect_uri: callback, code_verifier: party.verifier }
    return (await party.post('/token', params)).json as Record<string, string>
  }
  const verify = (token: string, clientId: string) => {
    const keys = createRemoteJWKSet(new URL(`${server.issuer}/jwks`))
    return jwtVerify(token, keys, { issuer: server.issuer, audience: clientId, typ: 'logout+jwt' })
  }
  const failed = () => {
    const sql = 'SELECT jti FROM logout_deliveries WHERE finished_at IS NULL AND attempts = 1 AND due_at <= $1'
    return server.app.get(UnitOfWork).reads.query(sql, [server.clock.now() + 6])
  }
  const load = (document: object) => server.app.get(LoadSeed, { strict: false }).execute({ kind: 'inline', text: JSON.stringify(document) })

  it('is announced (OIDCBCL-2.1, oidcc-backchannel-logout-discovery-endpoint-verification)', async () => {
    const response = await fetch(`${server.issuer}/.well-known/openid-configuration`)
    expect(await response.json()).toMatchObject({ backchannel_logout_supported: true, backchannel_logout_session_supported: true })
  })

  it('tells a client with a token that says all it should, and nothing else (OIDCBCL-2.4, OIDCBCL-2.5, SEC-282, oidcc-backchannel-rp-initiated-logout)', async () => {
    const person = new Person(server)
    const { id_token: hint = '' } = await visit(person)
    expect(await logOut(person, hint)).toBe(`${bye}?state=s`)
    const [told] = await receiver.at('/web')
    if (!told) throw new Error('nothing came')
    const { sub, sid } = decodeJwt(hint)
    const { payload, protectedHeader } = await verify(told.token, 'web')
    const times = { iat: expect.any(Number) as number, exp: Number(payload.iat) + 120 }
    const claims = { iss: server.issuer, aud: 'web', sub, sid, jti: expect.stringMatching(/^[\w-]{22}$/) as string }
    expect(payload).toEqual({ ...claims, ...times, events: { [logoutEvent]: {} } })
    expect(protectedHeader).toMatchObject({ alg: 'RS256', typ: 'logout+jwt' })
    expect([...told.form.keys()]).toEqual(['logout_token'])
    expect(told.headers).toMatchObject({ 'content-type': 'application/x-www-form-urlencoded' })
    expect(Object.keys(told.headers).filter((name) => ['cookie', 'authorization', 'referer', 'origin'].includes(name))).toEqual([])
  })

  it.each(['PS256', 'ES256', 'EdDSA'])('signs as the client’s ID tokens are signed: %s (OIDCBCL-2.4, SEC-282)', async (algorithm) => {
    const person = new Person(server)
    await visit(person, algorithm)
    await logOut(person)
    const [told] = await receiver.at(`/${algorithm}`)
    expect(decodeProtectedHeader(told?.token ?? '').alg).toBe(algorithm)
    await verify(told?.token ?? '', algorithm)
  })

  it('tells every client of the session once, and no client that the person did not go to (OIDCBCL-2.5, SEC-283)', async () => {
    const person = new Person(server)
    for (const clientId of ['web', 'web', 'refreshing', 'untold']) await visit(person, clientId)
    await visit(person, 'refreshing', { scope: 'openid offline_access' })
    await logOut(person)
    await Promise.all(['/web', '/refreshing'].map((path) => receiver.at(path)))
    await server.app.get(LogoutDispatcher, { strict: false }).beforeApplicationShutdown()
    expect(receiver.received.map(({ path }) => path).toSorted()).toEqual(['/refreshing', '/web'])
    expect(new Set(receiver.received.map(({ claims }) => claims.jti)).size).toBe(2)
  })

  it('leaves the session of another browser alone (OIDCBCL-2.4, SEC-283)', async () => {
    const [here, there] = [new Person(server), new Person(server)]
    const [{ id_token: one = '' }, { id_token: two = '' }] = [await visit(here), await visit(there)]
    await logOut(here, one)
    const [told] = await receiver.at('/web')
    expect(told?.claims['sid']).toBe(decodeJwt(one)['sid'])
    expect(told?.claims['sid']).not.toBe(decodeJwt(two)['sid'])
    await visit(there, 'web', { prompt: 'none' })
    expect(receiver.received).toHaveLength(1)
  })

  it('tells a client whose tokens have long expired (OIDCBCL-2.5)', async () => {
    const person = new Person(server)
    await visit(person)
    server.clock.advance(3000)
    await logOut(person)
    expect(await receiver.at('/web')).toHaveLength(1)
  })

  it('tells nobody when the person stays, or has logged out already (OIDCBCL-2.5)', async () => {
    const person = new Person(server)
    const { id_token: hint = '' } = await visit(person)
    await person.submit(await person.page('/logout'), { decision: 'stay' })
    await logOut(person)
    await receiver.at('/web')
    await person.open(logoutUrl(hint))
    expect(receiver.received).toHaveLength(1)
  })

  it('tells of a person whom another takes the place of (OIDCBCL-2.5, SEC-209)', async () => {
    const person = new Person(server)
    const { id_token: hint = '' } = await visit(person)
    const party = new RelyingParty(server, 'other')
    const page = await person.page(party.authorizationUrl(party.authorizationParams({ scope: 'openid', prompt: 'login' })))
    await person.logIn(page, bob)
    const [told] = await receiver.at('/web')
    expect(told?.claims.sub).toBe(decodeJwt(hint).sub)
    expect(receiver.received).toHaveLength(1)
  })

  it('tells of an account that is disabled or gone (OIDCBCL-2.5, SEC-228)', async () => {
    const [one, two] = [new Person(server), new Person(server, bob.username, bob.password)]
    await visit(one)
    await visit(two, 'other')
    await load({ users: [{ ...alice, disabled: true }] })
    await receiver.at('/web')
    expect(receiver.received).toHaveLength(1)
    await load({
      prune: true,
      clients: entries(),
      users: [{ ...alice, disabled: true }],
    })
    await receiver.at('/other')
  })

  it('keeps nobody waiting for a client that does not answer (OIDCBCL-2.5, SEC-285)', async () => {
    receiver.answers.set('/web', 0)
    const person = new Person(server)
    const { id_token: hint = '' } = await visit(person)
    expect(await logOut(person, hint)).toBe(`${bye}?state=s`)
    await receiver.at('/web')
    expect(receiver.waiting('/web')).toBe(1)
    await receiver.stop()
  })

  it('tells again what could not be told, with the same jti (OIDCBCL-2.4, SEC-285)', async () => {
    receiver.answers.set('/web', 500)
    const person = new Person(server)
    await visit(person)
    await logOut(person)
    await receiver.at('/web')
    receiver.answers.clear()
    await until(async () => (await failed()).length === 1, 'the first try to end')
    server.clock.advance(10)
    server.app.get(LogoutDispatcher, { strict: false }).wake()
    const [first, second] = await receiver.at('/web', 2)
    expect(second?.claims.jti).toBe(first?.claims.jti)
    await verify(second?.token ?? '', 'web')
  })

  it('makes tokens that pass for nothing else here (RFC8725-3.11, OIDCBCL-2.4, SEC-276)', async () => {
    const person = new Person(server)
    await visit(person)
    await logOut(person)
    const [{ token } = { token: '' }] = await receiver.at('/web')
    const page = await person.page(logoutUrl(token))
    expect([page.status, errorOf(page)]).toEqual([400, 'invalid_request'])
    const bearer = await fetch(`${server.issuer}/userinfo`, { headers: { authorization: `Bearer ${token}` } })
    expect(bearer.status).toBe(401)
  })
})
