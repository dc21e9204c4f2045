import { Clients } from '#records/clients/clients.repository'
import { Secrets } from '#platform/secrets/secrets'
import { UserRow } from '#records/users/user.entity'
import { DataSource } from 'typeorm'
import { toClientMetadata } from '#libs/client-metadata/to-client-metadata'
import { e2eSeed, keys } from '../support/e2e-seed'
import { errorOf, Person } from '../support/person'
import type { Page } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import { useServer } from '../support/use-server'

const errorAt = (at: Page | URL) => (at instanceof URL ? at.searchParams.get('error') : errorOf(at))

describe('what changes meanwhile', () => {
  const server = useServer({ seed: e2eSeed })
  const rp = new RelyingParty(server, 'changing', keys.fapi)

  const usual = { redirect_uris: [new URL('https://rp.example.com/cb').href], scope: 'openid email offline_access' }
  const register = async (overrides = {}) => {
    const entry = { client_id: 'changing', security_profile: 'fapi2', jwks: { keys: [keys.fapi.publicJwk] }, ...usual, ...overrides }
    const { metadata } = toClientMetadata({ ...entry, grant_types: ['authorization_code', 'refresh_token'] }, { production: true })
    const digest = server.app.get(Secrets, { strict: false }).digest('seed-digest', JSON.stringify(entry))
    await server.app.get(Clients, { strict: false }).put(metadata, [], digest)
  }

  it.each([
    ['its redirect_uri', { redirect_uris: ['https://rp.example.com/other'] }, 'invalid_request'],
    ['a scope', { scope: 'openid' }, 'invalid_scope'],
  ])(
    'takes %s from a pushed request when it is opened, and from a page that is open (RFC9126-7.4, SEC-170)',
    async (_, overrides, error) => {
      await register()
      const [opened, waiting] = [await rp.pushedUrl({ scope: 'openid email' }), await rp.pushedUrl({ scope: 'openid email' })]
      const person = new Person(server)
      const page = await person.page(opened)
      await register(overrides)
      expect(errorAt(await new Person(server).open(waiting))).toBe(error)
      expect(errorAt(await person.logIn(page))).toBe(error)
    },
  )

  it('takes the whole request when its client is disabled (SEC-152, SEC-170)', async () => {
    await register()
    const url = await rp.pushedUrl({ scope: 'openid email' })
    const clients = server.app.get(Clients, { strict: false })
    await clients.prune(new Set((await clients.all()).map(({ clientId }) => clientId).filter((id) => id !== 'changing')))
    expect(errorAt(await new Person(server).open(url))).toBe('invalid_request')
    expect((await rp.push({ scope: 'openid email' })).status).toBe(401)
    await register({ scope: 'openid email' })
  })

  it('ends a token at UserInfo and introspection when its person is disabled (SEC-238, SEC-249)', async () => {
    await register()
    const { json } = await rp.redeem(await new Person(server).getCode(await rp.pushedUrl({ scope: 'openid email' })))
    const users = server.app.get(DataSource, { strict: false }).getRepository(UserRow)
    await users.update({ canonicalUsername: 'alice' }, { disabledByHandAt: 1 })
    expect((await rp.userinfo(String(json['access_token']))).status).toBe(401)
    expect((await rp.introspect(String(json['access_token']))).json).toEqual({ active: false })
    await users.update({ canonicalUsername: 'alice' }, { disabledByHandAt: null })
  })

  it('ends every token when a refresh and a revocation meet (SEC-223)', async () => {
    await register()
    const { json } = await rp.redeem(await new Person(server).getCode(await rp.pushedUrl({ scope: 'openid offline_access' })))
    const token = String(json['refresh_token'])
    const [refreshed] = await Promise.all([rp.refresh(token), rp.revoke(token)])
    expect([200, 400]).toContain(refreshed.status)
    for (const value of [json['access_token'], refreshed.json['access_token'] ?? '', token])
      expect((await rp.introspect(String(value))).json['active'] ?? false).toBe(false)
    expect((await rp.refresh(token)).status).toBe(400)
  })

  it.each(['access_token', 'refresh_token', 'unknown', '__proto__'])('finds a token whatever the hint %s says (SEC-239)', async (hint) => {
    await register()
    const { json } = await rp.redeem(await new Person(server).getCode(await rp.pushedUrl({ scope: 'openid offline_access' })))
    for (const token of [String(json['access_token']), String(json['refresh_token'])])
      expect((await rp.call('/introspect', { token, token_type_hint: hint }, { dpop: null })).json['active']).toBe(true)
    expect((await rp.call('/revoke', { token: String(json['refresh_token']), token_type_hint: hint }, { dpop: null })).status).toBe(200)
    expect((await rp.introspect(String(json['access_token']))).json).toEqual({ active: false })
  })
})
