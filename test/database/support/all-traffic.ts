import { SealAuditLog } from '#operations/audit/seal-audit-log'
import { FindPeople } from '#records/people/find-people'
import { Memberships } from '#records/people/memberships'
import { PersonRows } from '#records/people/person-rows'
import { Sweep } from '#platform/database/sweep'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { FlowWriter } from '#operations/flows/flow-writer'
import { alice, bob, e2eSeed, keys, secret } from '../../support/e2e-seed'
import { until } from '../../support/logout-receiver'
import type { LogoutReceiver } from '../../support/logout-receiver'
import { Person } from '../../support/person'
import type { Page } from '../../support/person'
import { RelyingParty } from '../../support/relying-party'
import type { TestServer } from '../../support/test-server'
import { random } from '../../support/test-keys'
import { peopleFiles } from './people-files-traffic'

type Tokens = Readonly<Record<string, string>>
const web = { client_id: 'web-post', client_secret: secret }
const somebody = { sub: 'somebody', groups: ['finance'], roles: [{ role: 'auditor' }], keys: [['email', 'somebody@example.com']] } as const
const newPassword = 'quite another password altogether'

/** The end-to-end seed, and a client that is told of logouts. */
export const trafficSeed = (receiver: LogoutReceiver) => ({
  ...e2eSeed,
  clients: e2eSeed.clients.map((client) =>
    client.client_id === 'web-post' ? { ...client, backchannel_logout_uri: receiver.url('/told') } : client,
  ),
})

/** What clients, people, strangers and the server's own clockwork do: each thing at least once. */
export async function allTraffic(server: TestServer, receiver: LogoutReceiver): Promise<void> {
  await fapiTraffic(server)
  await webTraffic(server, receiver)
  await publicTraffic(server)
  await strangers(server)
  await ownPages(server)
  await searches(server)
  await peopleFiles(server)
  await clockwork(server)
}

/** What an operator looks people up by, and what a seed takes with the people it no longer names. */
async function searches({ app }: TestServer): Promise<void> {
  await app.get(FindPeople).byAttribute('email', 'nobody@example.com', 10)
  await app.get(FindPeople).byGroup('finance', 10)
  const groups = await app.get(Memberships).groupsOf('nobody')
  await app.get(Memberships).rolesOf('nobody', groups)
  await app.get(UnitOfWork).run((tx) => app.get(PersonRows).replace(tx, [somebody]))
  await app.get(UnitOfWork).run((tx) => app.get(PersonRows).remove(tx, [somebody.sub]))
}

async function fapiTraffic(server: TestServer): Promise<void> {
  const rp = new RelyingParty(server, 'fapi', keys.fapi)
  const person = new Person(server)
  const code = await person.getCode(await rp.pushedUrl({}, {}))
  const { access_token: access = '', refresh_token: refresh = '', id_token: hint } = (await rp.redeem(code)).json as Tokens
  const resourceServer = new RelyingParty(server, 'rs', keys.resourceServer)
  const machine = new RelyingParty(server, 'machine', keys.machine)
  expect((await rp.userinfo(access)).status).toBe(200)
  for (const token of [access, refresh, random(32)]) await rp.introspect(token)
  await resourceServer.introspect(access)
  expect((await rp.refresh(refresh)).status).toBe(200)
  expect((await machine.call('/token', { grant_type: 'client_credentials' })).status).toBe(200)
  await person.authorize(await rp.pushedUrl({ id_token_hint: hint, prompt: 'none' }))
  await person.open(await rp.pushedUrl({ prompt: 'select_account' }))
  await rp.redeem(code)
  await rp.revoke(access)
  await rp.revoke(refresh)
}

async function webTokens(server: TestServer, person: Person): Promise<Tokens> {
  const rp = new RelyingParty(server, 'web-post')
  const code = await person.getCode(rp.authorizationUrl(rp.authorizationParams()))
  const params = { grant_type: 'authorization_code', code, redirect_uri: rp.redirectUri, code_verifier: rp.verifier }
  return (await rp.post('/token', { ...web, ...params })).json as Tokens
}

/** Refresh tokens that rotate, one that is used again, and a logout that the client is told of. */
async function webTraffic(server: TestServer, receiver: LogoutReceiver): Promise<void> {
  const person = new Person(server)
  const rp = new RelyingParty(server, 'web-post')
  const refresh = (token = '') => rp.post('/token', { ...web, grant_type: 'refresh_token', refresh_token: token })
  const first = await webTokens(server, person)
  const second = (await refresh(first['refresh_token'])).json as Tokens
  expect((await refresh(first['refresh_token'])).status).toBe(200)
  expect((await refresh(second['refresh_token'])).status).toBe(200)
  expect((await refresh(first['refresh_token'])).status).toBe(400)
  const { id_token: hint } = await webTokens(server, person)
  const page = await person.page(`/logout?id_token_hint=${hint}&post_logout_redirect_uri=https://rp.example.com/bye`)
  expect(await person.submit(page, { decision: 'logout' })).toBeInstanceOf(URL)
  await until(() => receiver.received.length > 0, 'a logout token')
}

async function publicTraffic(server: TestServer): Promise<void> {
  const rp = new RelyingParty(server, 'spa', undefined, 'https://spa.example.com/cb')
  const code = await new Person(server).getCode(rp.authorizationUrl(rp.authorizationParams({ scope: 'openid email offline_access' })))
  const params = { client_id: 'spa', grant_type: 'authorization_code', code, redirect_uri: rp.redirectUri, code_verifier: rp.verifier }
  expect((await rp.post('/token', params, { origin: 'https://spa.example.com' })).status).toBe(200)
}

async function strangers(server: TestServer): Promise<void> {
  const rp = new RelyingParty(server, 'web-post')
  for (const username of [alice.username, 'nobody']) {
    const stranger = new Person(server, username, 'a wrong password')
    await stranger.logIn(await stranger.page(rp.authorizationUrl(rp.authorizationParams())))
  }
  await rp.post('/token', { ...web, client_secret: random(32), grant_type: 'authorization_code', code: random(32) })
  await rp.post('/token', { ...web, grant_type: 'refresh_token', refresh_token: random(32) })
  await new Person(server).open(rp.authorizationUrl({ request_uri: `urn:ietf:params:oauth:request_uri:${random(32)}` }))
}

/** Somebody who has two sessions and a consent ends them, and takes another password. */
async function ownPages(server: TestServer): Promise<void> {
  const rp = new RelyingParty(server, 'fapi', keys.fapi)
  const [one, other] = [new Person(server, bob.username, bob.password), new Person(server, bob.username, bob.password)]
  await other.getCode(await rp.pushedUrl())
  let home = (await one.logIn(await one.page('/login'))) as Page
  home = (await one.submit(home, { client_id: 'fapi' }, 'clients-form')) as Page
  home = (await one.submit(home, {}, 'sessions-form')) as Page
  home = (await one.submit(home, { language: 'de' }, 'language-form')) as Page
  const fields = { current_password: bob.password, new_password: newPassword, new_password_again: newPassword }
  await one.submit(await one.page('/account/password'), fields, 'password-form')
  expect(home.html).toContain('<form')
}

async function clockwork(server: TestServer): Promise<void> {
  for (const path of ['/metrics', '/health/ready', '/jwks', '/.well-known/openid-configuration']) await fetch(`${server.issuer}${path}`)
  await server.app.get(SealAuditLog, { strict: false }).execute()
  await server.app.get(FlowWriter, { strict: false }).flush()
  await server.app.get(Sweep).sweep()
}
