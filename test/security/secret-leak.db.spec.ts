import { DataSource } from 'typeorm'
import { SigningKeysRepository } from '#records/keys/signing-keys.repository'
import { RootLog } from '#platform/logging/root-log'
import { dumpDatabase } from '../support/dump-database'
import { alice, bob, e2eSeed, keys, secret } from '../support/e2e-seed'
import { overhear } from '../support/overhear'
import { errorOf, Person } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import { SecretSearch } from '../support/secret-search'
import { startServer } from '../support/test-server'
import type { TestServer } from '../support/test-server'
import { random } from '../support/test-keys'

const keyEncryptionKey = Buffer.from(random(32), 'base64url').toString('base64')
const wrongPassword = 'not the password of anybody'
type Tokens = Readonly<Record<string, string>>

describe('secrets', () => {
  const secrets = new SecretSearch()
  const lines: string[] = []
  let server: TestServer
  let person: Person
  let stop: () => void
  beforeAll(async () => {
    stop = overhear(secrets)
    const log = { write: (line: string) => void lines.push(line) }
    server = await startServer({ seed: e2eSeed, log, environment: { KEY_ENCRYPTION_KEY: keyEncryptionKey, LOG_LEVEL: 'trace' } })
    person = new Person(server)
    await addWhatIsKnown()
    await allFlows()
  })
  afterAll(async () => {
    stop()
    await server.close()
  })

  const addWhatIsKnown = async () => {
    for (const password of [alice.password, bob.password, wrongPassword]) secrets.add('password', password)
    secrets.add('client_secret', secret)
    secrets.add('KEY_ENCRYPTION_KEY', keyEncryptionKey)
    for (const key of Object.values(keys)) secrets.add('client key', key.privateJwk.d)
    const signingKeys = server.app.get(SigningKeysRepository, { strict: false })
    for (const { d, p, q } of (await signingKeys.all()).map((key) => signingKeys.openPrivate(key)))
      for (const part of [d, p, q]) secrets.add('signing key', part)
  }
  const allFlows = async () => {
    await fapiFlow()
    const tokens = await webFlow()
    await basicFlow()
    await publicFlow()
    await wrongCredentials()
    await misplaced()
    await logOut(tokens)
  }

  const fapiFlow = async () => {
    const rp = new RelyingParty(server, 'fapi', keys.fapi)
    const code = await person.getCode(await rp.pushedUrl({}, {}))
    const proof = rp.proof('POST', rp.url('/token'))
    const tokens = (await rp.redeem(code, {}, { dpop: proof })).json as Tokens
    expect((await rp.userinfo(tokens['access_token'] ?? '')).status).toBe(200)
    expect((await rp.introspect(tokens['access_token'] ?? '')).json['active']).toBe(true)
    expect((await rp.refresh(tokens['refresh_token'] ?? '')).status).toBe(200)
    const again = await rp.pushedUrl({ id_token_hint: tokens['id_token'], prompt: 'none' })
    expect((await person.authorize(again)).searchParams.get('code')).not.toBeNull()
    expect((await rp.push({ id_token_hint: tokens['id_token'] })).status).toBe(201)
    expect((await rp.refresh(tokens['refresh_token'] ?? '', {}, { dpop: proof })).status).toBe(400)
    expect((await rp.redeem(code)).status).toBe(400)
    const captured = rp.authentication()
    for (const status of [200, 401]) expect((await rp.post('/introspect', { ...captured, token: code })).status).toBe(status)
    expect((await rp.revoke(tokens['refresh_token'] ?? '')).status).toBe(200)
  }

  const redeem = async (rp: RelyingParty, own: Readonly<Record<string, string>>, headers = {}): Promise<Tokens> => {
    const code = await person.getCode(rp.authorizationUrl(rp.authorizationParams({ scope: 'openid email' })))
    const params = { grant_type: 'authorization_code', code, redirect_uri: rp.redirectUri, code_verifier: rp.verifier }
    const { status, json } = await rp.post('/token', { ...params, ...own }, headers)
    expect(status).toBe(200)
    return json as Tokens
  }
  const webFlow = async () => {
    const rp = new RelyingParty(server, 'web-post')
    const tokens = await redeem(rp, { client_id: 'web-post', client_secret: secret })
    expect((await fetch(rp.url('/userinfo'), { headers: { authorization: `Bearer ${tokens['access_token']}` } })).status).toBe(200)
    return tokens
  }
  const basicFlow = async () => {
    const authorization = `Basic ${Buffer.from(`web-basic:${secret}`).toString('base64')}`
    await redeem(new RelyingParty(server, 'web-basic'), {}, { authorization })
  }

  /** Rotation, and the old token a second time. */
  const publicFlow = async () => {
    const rp = new RelyingParty(server, 'spa', undefined, 'https://spa.example.com/cb')
    const first = await redeem(rp, { client_id: 'spa' })
    const refresh = (token = '') => rp.post('/token', { client_id: 'spa', grant_type: 'refresh_token', refresh_token: token })
    const second = (await refresh(first['refresh_token'])).json as Tokens
    expect(second['refresh_token']).not.toBe(first['refresh_token'])
    expect((await refresh(second['refresh_token'])).status).toBe(200)
    expect((await refresh(first['refresh_token'])).status).toBe(400)
  }

  const wrongCredentials = async () => {
    const rp = new RelyingParty(server, 'web-post')
    const stranger = new Person(server, 'alice', wrongPassword)
    await stranger.logIn(await stranger.page(rp.authorizationUrl(rp.authorizationParams())))
    const wrong = { client_id: 'web-post', client_secret: random(32), grant_type: 'authorization_code', code: random(32) }
    expect((await rp.post('/token', wrong)).status).toBe(401)
    const page = await stranger.page(
      rp.authorizationUrl({ ...rp.authorizationParams(), redirect_uri: 'https://evil.example', code: random(32) }),
    )
    expect(errorOf(page)).toBe('invalid_request')
    expect(errorOf(await stranger.page(`/interaction?handle=${random(32)}`))).toBe('invalid_request')
    expect((await fetch(rp.url(`/userinfo?access_token=${random(32)}`))).status).toBe(400)
    expect((await fetch(rp.url(`/nothing?access_token=${random(32)}`))).status).toBe(404)
  }

  /** A form that lost one of its & has a secret where another parameter should end. */
  const misplaced = async () => {
    const rp = new RelyingParty(server, 'web-post')
    const authorization = `Basic ${Buffer.from(`web-basic:${secret}`).toString('base64')}`
    const assertion = { client_assertion: 'x', client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' }
    const own = { client_id: 'web-basic', scope: 'openid', resource: 'https://api.example.com', code: 'x', redirect_uri: rp.redirectUri }
    const asked = { grant_type: 'client_credentials', ...own, code_verifier: 'x', refresh_token: 'x', token: 'x', prompt: 'none' }
    const more = { response_type: 'code', response_mode: 'query', code_challenge_method: 'S256', dpop_jkt: 'x', max_age: '1', ...assertion }
    const form: Readonly<Record<string, string>> = { ...asked, ...more }
    for (const path of ['/token', '/par', '/introspect', '/authorize'])
      for (const name of Object.keys(form)) {
        const lost = Buffer.from(random(32), 'base64url').toString('hex')
        secrets.add('misplaced', lost)
        const sent = {
          ...(name.startsWith('client_assertion') ? form : { ...asked, response_type: 'code' }),
          [name]: `${form[name]}&lost=${lost}`,
        }
        const query = new URLSearchParams({ ...sent, client_id: 'web-basic', [name]: sent[name] ?? '' })
        if (path === '/authorize') await fetch(rp.url(`${path}?${query.toString()}`), { redirect: 'manual' })
        else await rp.post(path, sent, name.startsWith('client_assertion') ? {} : { authorization })
      }
  }

  const logOut = async (tokens: Tokens) => {
    const page = await person.page(`/logout?id_token_hint=${tokens['id_token']}&post_logout_redirect_uri=https://rp.example.com/bye`)
    expect(await person.submit(page, { decision: 'logout' })).toBeInstanceOf(URL)
  }

  it('of every kind went over the wire, and the log says what happened (SEC-442, SEC-443)', () => {
    const kinds = ['password', 'client_secret', 'client_assertion', 'code', 'code_verifier', 'access_token', 'refresh_token', 'id_token']
    const more = ['id_token_hint', 'request_uri', 'handle', 'cookie', 'proof', 'authorization', 'token', 'signing key', 'client key']
    expect([...secrets.names]).toEqual(expect.arrayContaining([...kinds, ...more, 'KEY_ENCRYPTION_KEY']))
    expect(lines.length).toBeGreaterThan(40)
    expect(lines.join('')).toContain('request refused')
  })

  it('never come into the log, at its most talkative (SEC-443, SEC-216)', () => {
    expect(secrets.findIn(lines.join(''))).toEqual([])
  })

  it('never come into the database in a shape that gives them away (SEC-442, SEC-440, SEC-203, SEC-173)', async () => {
    const dump = await dumpDatabase(server.app)
    expect([...dump.keys()]).toEqual(expect.arrayContaining(['clients', 'users', 'sessions', 'refresh_tokens', 'signing_keys']))
    expect([...dump].map(([place, text]) => [place, secrets.findIn(text)]).filter(([, found]) => found?.length)).toEqual([])
  })

  it.each(['utf8', 'hex', 'base64'] as const)('planted as %s are found in the log and in a table (SEC-442, SEC-443)', async (encoding) => {
    const planted = random(32)
    const search = new SecretSearch()
    search.add('planted', planted)
    const text = `x${Buffer.from(`xy${planted}z`).toString(encoding)}y`
    server.app.get(RootLog, { strict: false }).pino.trace({ anything: text })
    expect(search.findIn(lines.join(''))).toEqual(['planted'])
    await server.app.get(DataSource).query(`UPDATE users SET username = '${text}' WHERE username NOT IN ('alice')`)
    expect(search.findIn((await dumpDatabase(server.app)).get('users') ?? '')).toEqual(['planted'])
  })
})
