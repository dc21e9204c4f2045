import { decodeJwt } from 'jose'
import { DataSource } from 'typeorm'
import { toClientMetadata } from '#libs/client-metadata/to-client-metadata'
import { CompleteAuthorization } from '#person/interaction/complete-authorization'
import { WithdrawAccess } from '#person/account/withdraw-access'
import { Secrets } from '#platform/secrets/secrets'
import { ClientAdministration } from '#records/clients/client-administration'
import { ClientSecrets } from '#records/clients/client-secrets'
import { Clients } from '#records/clients/clients.repository'
import { Resources } from '#records/resources/resources.repository'
import { Sessions } from '#records/sessions/sessions.repository'
import { UserAdministration } from '#records/users/user-administration'
import { alice, secret } from '../support/e2e-seed'
import { meanwhile } from '../support/meanwhile'
import { errorOf, Person } from '../support/person'
import type { Page } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import { useServer } from '../support/use-server'

const [accounts, sandbox, later] = ['https://accounts.bank.example', 'https://sandbox.bank.example', 'https://later.bank.example']
const scope = 'openid email offline_access read write'
const bankApp = {
  client_id: 'bank-app',
  client_secret: secret,
  token_endpoint_auth_method: 'client_secret_post',
  redirect_uris: ['https://rp.example.com/cb'],
  grant_types: ['authorization_code', 'refresh_token'],
  scope,
}
const seed = {
  clients: [bankApp],
  users: [{ ...alice, sub: 'alice-sub', claims: { email: 'alice@example.com' } }],
  resources: [
    { resource: accounts, resource_name: 'Accounts', scopes: ['read', 'write'], scope_descriptions: { read: 'See your balance' } },
    { resource: sandbox, resource_name: 'Sandbox', scopes: ['read', 'write'], scope_descriptions: { read: 'See the toys' } },
  ],
}

const isConsent = (at: Page | URL): at is Page => !(at instanceof URL) && at.html.includes('id="consent-form"')
const errorAt = (at: Page | URL) => (at instanceof URL ? at.searchParams.get('error') : errorOf(at))

describe('consent', () => {
  const server = useServer({ seed })
  const rp = new RelyingParty(server, 'bank-app')
  const get = <Instance>(type: new (...args: never[]) => Instance): Instance => server.app.get(type, { strict: false })
  const url = (given: Record<string, string | undefined>) => rp.authorizationUrl(rp.authorizationParams({ scope: 'read', ...given }))
  const token = (params: Record<string, string>) => rp.post('/token', { client_id: 'bank-app', client_secret: secret, ...params })
  const redeem = (code: string) =>
    token({ grant_type: 'authorization_code', code, redirect_uri: rp.redirectUri, code_verifier: rp.verifier })
  const refresh = (refreshToken: unknown, more = {}) => token({ grant_type: 'refresh_token', refresh_token: String(refreshToken), ...more })
  const withdraw = () => get(WithdrawAccess).execute('alice-sub', 'bank-app')
  const register = (given: object = {}) => {
    const { metadata, clientSecrets } = toClientMetadata({ ...bankApp, ...given }, { production: true })
    const hashes = clientSecrets.map((one) => get(ClientSecrets).hash('bank-app', one))
    return get(Clients).put(metadata, hashes, get(Secrets).digest('seed-digest', JSON.stringify(given)))
  }
  const putResource = (resource: string, scopes: readonly string[]) =>
    get(Resources).put({ resource, scopes }, get(Secrets).digest('seed-digest', resource + scopes.join(' ')))

  let person: Person
  beforeEach(async () => {
    await register()
    await withdraw()
    person = new Person(server)
    await person.logIn(await person.page('/login'))
  })

  /** Asks, allows where that is asked for, and redeems. */
  const authorize = async (given: Record<string, string | undefined>) => {
    const at = await person.open(url(given))
    const callback = isConsent(at) ? await person.submit(at, { decision: 'allow' }) : at
    const { json } = await redeem(callback instanceof URL ? (callback.searchParams.get('code') ?? '') : '')
    const { aud, scope: granted } = decodeJwt(String(json['access_token']))
    return { wasAsked: isConsent(at), aud, scope: granted, refreshToken: json['refresh_token'], idToken: json['id_token'] }
  }

  describe('is for the resource that it was given for', () => {
    it('and at no other: whoever allowed reading here and writing there is asked about writing here (SEC-214, OIDCC-3.1.2.4, FAPI2-SP-FINAL-5.3.2.2-13)', async () => {
      expect(await authorize({ scope: 'read', resource: accounts })).toMatchObject({ wasAsked: true, aud: accounts, scope: 'read' })
      expect(await authorize({ scope: 'write', resource: sandbox })).toMatchObject({ wasAsked: true, aud: sandbox, scope: 'write' })
      expect(isConsent(await person.open(url({ scope: 'write', resource: accounts })))).toBe(true)
      expect(isConsent(await person.open(url({ scope: 'read write' })))).toBe(true)
      expect(await authorize({ scope: 'read', resource: accounts })).toMatchObject({ wasAsked: false, aud: accounts, scope: 'read' })
    })

    it('and not for all owners of the scope, when none is named the next time (SEC-214)', async () => {
      await authorize({ scope: 'read', resource: accounts })
      const page = await person.open(url({ scope: 'read' }))
      if (!isConsent(page)) throw new Error('nobody was asked')
      for (const shown of ['Accounts', accounts, 'See your balance', 'Sandbox', sandbox, 'See the toys']) expect(page.html).toContain(shown)
    })

    it('and is shown in its own words, and without what others know (SEC-39, SEC-214)', async () => {
      const page = await person.page(url({ scope: 'openid email read', resource: sandbox }))
      for (const shown of ['See your email address', 'Sandbox', 'See the toys']) expect(page.html).toContain(shown)
      for (const hidden of ['Accounts', 'See your balance']) expect(page.html).not.toContain(hidden)
    })

    it('in whichever spelling it is named (RFC3986-6.2.3)', async () => {
      await authorize({ scope: 'read', resource: accounts })
      expect(await authorize({ scope: 'read', resource: 'HTTPS://Accounts.Bank.example:443/' })).toMatchObject({
        wasAsked: false,
        aud: accounts,
      })
    })

    it('counts for what its page showed: where more is asked by then, it is asked again (SEC-214)', async () => {
      const page = await person.page(url({ scope: 'read' }))
      await putResource(later, ['read'])
      server.clock.advance(2)
      const again = await person.submit(page, { decision: 'allow' })
      expect(isConsent(again) && again.html.includes(later)).toBe(true)
      expect(await person.submit(again as Page, { decision: 'allow' })).toBeInstanceOf(URL)
      await putResource(later, [])
      server.clock.advance(2)
    })
  })

  describe('is what tokens rest on', () => {
    it('so that a resource which is added later is in no token of a grant there was (RFC8707-2.2, SEC-214)', async () => {
      const { aud, refreshToken } = await authorize({ scope: 'openid offline_access read' })
      expect(aud).toEqual([accounts, sandbox, server.issuer])
      await putResource(later, ['read'])
      server.clock.advance(2)
      const { json } = await refresh(refreshToken)
      expect(decodeJwt(String(json['access_token'])).aud).toEqual(aud)
      const named = await refresh(json['refresh_token'], { resource: later })
      expect([named.status, named.json['error']]).toEqual([400, 'invalid_target'])
      await putResource(later, [])
      server.clock.advance(2)
    })

    it('as they were when grants did not say yet where their scopes count (SEC-214, SEC-447)', async () => {
      const { aud, refreshToken } = await authorize({ scope: 'openid offline_access read' })
      const query = (sql: string) => server.app.get(DataSource, { strict: false }).query(sql)
      await query("UPDATE grants SET allowed = NULL, resources = '[]'")
      await query('UPDATE consents SET allowed = NULL')
      await query('UPDATE resources SET early_scopes = scopes')
      await putResource(later, ['read'])
      await query(`UPDATE resources SET early_scopes = NULL WHERE resource = '${later}'`)
      server.clock.advance(2)
      const { json } = await refresh(refreshToken)
      expect(decodeJwt(String(json['access_token'])).aud).toEqual(aud)
      expect(isConsent(await person.open(url({ scope: 'openid offline_access read' })))).toBe(true)
      expect(isConsent(await person.open(url({ scope: 'openid offline_access' })))).toBe(false)
      await putResource(later, [])
      server.clock.advance(2)
    })

    it('so that a refresh is refused once the person has withdrawn it (SEC-64, SEC-225)', async () => {
      const { refreshToken } = await authorize({ scope: 'offline_access read' })
      await withdraw()
      expect((await refresh(refreshToken)).json['error']).toBe('invalid_grant')
    })

    it('so that a client of the house which becomes an external one asks anew (SEC-225)', async () => {
      await register({ client_type: 'internal' })
      const { wasAsked, refreshToken } = await authorize({ scope: 'offline_access read' })
      expect(wasAsked).toBe(false)
      const { json } = await refresh(refreshToken)
      await register()
      expect((await refresh(json['refresh_token'])).json['error']).toBe('invalid_grant')
      await register({ client_type: 'internal' })
      expect((await refresh(json['refresh_token'])).status).toBe(200)
    })
  })

  describe('and whatever else an answer rests on is read again as it is written:', () => {
    const changed = async (happens: () => Promise<unknown>, given: Record<string, string> = {}) => {
      await authorize({ scope: 'openid offline_access read' })
      meanwhile(get(CompleteAuthorization), 'execute', happens)
      return person.open(url({ scope: 'openid offline_access read', ...given }))
    }
    const findAlice = async () => {
      const user = await get(UserAdministration).find('alice-sub')
      if (!user) throw new Error('alice is gone')
      return user
    }

    it('a consent that is withdrawn meanwhile is asked for (SEC-64, SEC-214, SEC-225)', async () => {
      expect(errorAt(await changed(withdraw, { prompt: 'none' }))).toBe('consent_required')
      expect(isConsent(await changed(withdraw))).toBe(true)
    })

    it('a session that ends meanwhile means a login (SEC-228, SEC-280)', async () => {
      const end = () => get(Sessions).endOfUser('alice-sub')
      expect(errorAt(await changed(end, { prompt: 'none' }))).toBe('login_required')
    })

    it('a person who is disabled meanwhile gets no code (SEC-228)', async () => {
      const disable = async () => get(UserAdministration).disable(await findAlice(), (sub) => get(Sessions).endOfUser(sub))
      expect(errorAt(await changed(disable, { prompt: 'none' }))).toBe('login_required')
      await get(UserAdministration).enable(await findAlice())
    })

    it('a client that is disabled meanwhile cannot use its code (SEC-152)', async () => {
      const callback = await changed(() => get(ClientAdministration).disable('bank-app'))
      const code = callback instanceof URL ? (callback.searchParams.get('code') ?? '') : ''
      expect([code === '', (await redeem(code)).status]).toEqual([false, 401])
      await get(ClientAdministration).enable('bank-app')
    })

    it('a scope that is taken from the client meanwhile is in no token (SEC-225)', async () => {
      const callback = await changed(() => register({ scope: 'openid offline_access write' }))
      const code = callback instanceof URL ? (callback.searchParams.get('code') ?? '') : ''
      expect((await redeem(code)).json['scope']).toBe('openid offline_access')
    })

    it('withdrawn at the same moment, 25 times, it leaves no access behind (SEC-64, SEC-214, SEC-225)', async () => {
      for (let time = 0; time < 25; time += 1) {
        await authorize({ scope: 'openid offline_access read' })
        const again = url({ scope: 'openid offline_access read', prompt: 'none' })
        const [callback] = await Promise.all([person.open(again), withdraw()])
        const code = callback instanceof URL ? callback.searchParams.get('code') : null
        if (code !== null) expect((await redeem(code)).json['error']).toBe('invalid_grant')
        else expect(errorAt(callback)).toBe('consent_required')
      }
    })
  })

  describe('goes no further than the registration:', () => {
    it('a scope that is taken from the client is left out of what it refreshes, and the rest stays (RFC6749-6, SEC-225)', async () => {
      const { refreshToken } = await authorize({ scope: 'openid email offline_access read' })
      await register({ scope: 'openid offline_access read' })
      const first = await refresh(refreshToken)
      expect([first.status, first.json['scope']]).toEqual([200, 'openid offline_access read'])
      const named = await refresh(first.json['refresh_token'], { scope: 'openid email read' })
      expect([named.status, named.json['scope']]).toEqual([200, 'openid read'])
      await register({ scope: 'phone' })
      expect((await refresh(named.json['refresh_token'])).json['error']).toBe('invalid_grant')
    })

    it('nor do ID tokens that hold the claims of scopes: what is not in the answer is not in them (SEC-225, OIDCC-12.2)', async () => {
      const readsIdTokens = { scope_claims_in_id_token: true }
      await register(readsIdTokens)
      const { idToken, refreshToken } = await authorize({ scope: 'openid email offline_access' })
      const narrow = await refresh(refreshToken, { scope: 'openid' })
      const wide = await refresh(narrow.json['refresh_token'])
      await register({ ...readsIdTokens, scope: 'openid offline_access' })
      const taken = await refresh(wide.json['refresh_token'])
      const answers = [idToken, narrow.json['id_token'], wide.json['id_token'], taken.json['id_token']]
      const email = 'alice@example.com'
      expect(answers.map((one) => decodeJwt(String(one))['email'])).toEqual([email, undefined, email, undefined])
    })

    it('what an OpenID Connect client is not registered for is ignored, when it asks and when it refreshes (OIDCC-3.1.2.1)', async () => {
      const { scope: granted, refreshToken } = await authorize({ scope: 'openid groups read offline_access' })
      expect(granted).toBe('openid read offline_access')
      const { json } = await refresh(refreshToken, { scope: 'openid groups read' })
      expect(json['scope']).toBe('openid read')
      const beyond = await refresh(json['refresh_token'], { scope: 'openid write' })
      expect([beyond.status, beyond.json['error']]).toEqual([400, 'invalid_scope'])
    })

    it('without scope all that it is registered for is asked, but not access while the person is away (RFC6749-3.3, OIDCC-11)', async () => {
      const { scope: granted, idToken } = await authorize({ scope: undefined })
      expect(granted).toBe('openid email read write')
      expect(decodeJwt(String(idToken)).sub).toBe('alice-sub')
    })
  })
})

describe('consent for native clients at http://localhost', () => {
  const tool = { client_id: 'tool', application_type: 'native', token_endpoint_auth_method: 'none', scope: 'openid' }
  const server = useServer({ seed: { ...seed, clients: [{ ...tool, redirect_uris: ['http://localhost/oidc/callback'] }] } })

  it('is asked every time, at whatever port they listen (RFC8252-8.3, RFC8252-8.6, SEC-185, SEC-213)', async () => {
    const person = new Person(server)
    await person.logIn(await person.page('/login'))
    for (const port of [8250, 8085]) {
      const rp = new RelyingParty(server, 'tool', undefined, `http://localhost:${port}/oidc/callback`)
      const page = await person.page(rp.authorizationUrl(rp.authorizationParams({ scope: 'openid' })))
      expect(isConsent(page)).toBe(true)
      expect(await person.submit(page, { decision: 'allow' })).toMatchObject({ host: `localhost:${port}` })
    }
  })
})

describe('consent in development', () => {
  const spa = { client_id: 'spa', token_endpoint_auth_method: 'none', scope: 'openid' }
  const native = { ...spa, client_id: 'native', application_type: 'native', redirect_uris: ['http://127.0.0.1/cb'] }
  const atHome = { ...spa, redirect_uris: ['http://localhost:5173/cb'] }
  const server = useServer({ seed: { ...seed, clients: [atHome, native] }, environment: { NODE_ENV: 'development' } })

  const secondAnswer = async (of: RelyingParty) => {
    const person = new Person(server)
    await person.authorize(of.authorizationUrl(of.authorizationParams({ scope: 'openid' })))
    return person.open(of.authorizationUrl(of.authorizationParams({ scope: 'openid', prompt: 'none' })))
  }

  it('is remembered for a single-page application at http://localhost, so that silent renewal works as it will elsewhere (SEC-213)', async () => {
    const answer = await secondAnswer(new RelyingParty(server, 'spa', undefined, 'http://localhost:5173/cb'))
    expect(answer instanceof URL && answer.searchParams.has('code')).toBe(true)
  })

  it('is asked every time for a native client, as everywhere (RFC8252-8.6, SEC-213)', async () => {
    expect(errorAt(await secondAnswer(new RelyingParty(server, 'native', undefined, 'http://127.0.0.1:4000/cb')))).toBe('consent_required')
  })
})
