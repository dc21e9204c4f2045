import { randomBytes } from 'node:crypto'
import { aGrant, flowId, setPasswordHash } from '../../../test/support/records'
import { startContext, startNodes } from '../../../test/support/test-context'
import type { TestContext } from '../../../test/support/test-context'
import { databaseKind, testDatabase } from '../../../test/support/test-database'
import { ClientSecrets } from '#records/clients/client-secrets'
import { ClientAdministration } from '#records/clients/client-administration'
import { Clients } from '#records/clients/clients.repository'
import { Consents } from '#records/consents/consents.repository'
import { Grants } from '#records/grants/grants.repository'
import { Resources } from '#records/resources/resources.repository'
import { Sessions } from '#records/sessions/sessions.repository'
import { PasswordCosts } from '#records/users/password-costs'
import { Passwords } from '#records/users/passwords'
import { UserAdministration } from '#records/users/user-administration'
import { Users } from '#records/users/users.repository'
import { readSeedDocument } from './document/read-seed-document'
import { ReconcileSeed } from './reconcile-seed'
import { SeedsModule } from './seeds.module'

type Entry = Readonly<Record<string, unknown>>

const secret = 'a-secret-that-is-long-enough-0123456789'
const web = { client_id: 'web', client_secret: secret, redirect_uris: ['https://rp.example.com/cb'], scope: 'openid' }
const spa = { client_id: 'spa', token_endpoint_auth_method: 'none', redirect_uris: ['https://spa.example.com/cb'], scope: 'openid' }
const alice = { username: 'alice', password: 'correct horse battery staple', sub: 'sub-of-alice', claims: { name: 'Alice' } }
const bob = { username: 'bob', password: 'wrong donkey capacitor clip' }
const api = { resource: 'https://api.example.com', scopes: ['read'] }
const aHash = `$argon2id$v=19$m=8,t=1,p=1$${'c'.repeat(22)}$${'d'.repeat(43)}`
const whole = { clients: [web, spa], users: [alice, bob], resources: [api] }

const load = async (context: TestContext, seed: Entry) => {
  const document = readSeedDocument(JSON.stringify(seed), { source: 'seed.yaml', variables: {}, production: true })
  return context.get(ReconcileSeed).execute(document, 'seed.yaml')
}
const lines = async (context: TestContext, seed: Entry) => (await load(context, seed)).toLines()
const reversed = (entry: Entry) => Object.fromEntries(Object.entries(entry).toReversed())
const unchanged = ['clients: 2 unchanged', 'users: 2 unchanged', 'resources: 1 unchanged']
const refusal = (context: TestContext, seed: Entry) =>
  load(context, seed).then(
    () => 'accepted',
    (error: unknown) => (error as Error).message,
  )

/** Somebody who is logged in, has allowed a client something, and was granted it for longer than the session. */
async function logIn(context: TestContext, sub = 'sub-of-alice') {
  const login = { sub, acr: '1', amr: ['pwd'], interactionId: 'an-interaction' }
  const { handle, session } = await context.get(Sessions).start(login, undefined, flowId)
  const grant = aGrant(context.clock.now(), { sub, clientId: 'web', sid: session.sid, offline: true })
  await context.get(Grants).add(grant)
  const allowed = { allowed: new Map([['https://as.example', ['openid']]]), claims: [] }
  await context.get(Consents).remember({ sub, clientId: 'web' }, allowed, flowId)
  return {
    isIn: async () => (await context.get(Sessions).find(handle)) !== undefined,
    hasGrant: async () => (await context.get(Grants).findLive(grant.id)) !== undefined,
    hasAllowed: () => context.get(Consents).covers({ sub, clientId: 'web' }, allowed),
  }
}

describe('a seed', () => {
  let context: TestContext
  beforeEach(async () => {
    context = await startContext([SeedsModule])
  })
  afterEach(() => context.close())

  const isPassword = async (username: string, password: string) => {
    const user = await context.get(Users).findByUsername(username)
    return context.get(Passwords).matches(password, user?.passwordHash)
  }
  const rows = (table: string) => context.dataSource.query<Record<string, unknown>[]>(`SELECT * FROM ${table} ORDER BY 1`)

  it('becomes clients, users and resources (contract: seed file)', async () => {
    const report = await load(context, whole)
    expect(report.toLines()).toEqual(['clients: 2 created', 'users: 2 created', 'resources: 1 created'])
    expect(report.hasChanges).toBe(true)
    expect(report.toJSON()).toEqual({
      clients: { created: ['web', 'spa'], updated: [], unchanged: [], removed: [] },
      users: { created: ['alice', 'bob'], updated: [], unchanged: [], removed: [] },
      resources: { created: ['https://api.example.com'], updated: [], unchanged: [], removed: [] },
    })
    expect((await context.get(Clients).find('spa'))?.isPublic).toBe(true)
    expect(await context.get(Users).findBySub('sub-of-alice')).toMatchObject({ username: 'alice', claims: { name: 'Alice' } })
    expect(await context.get(Resources).all()).toEqual(new Map([['https://api.example.com', ['read']]]))
    expect(await isPassword('bob', bob.password)).toBe(true)
    const known = await context.get(Clients).findWithSecret('web')
    expect(context.get(ClientSecrets).matches('web', secret, known?.secretHashes[0])).toBe(true)
  })

  it('changes nothing the second time, however its names are ordered: no row, no hash (contract: seed file)', async () => {
    await load(context, whole)
    const before = [await rows('clients'), await rows('users'), await rows('resources')]
    context.clock.advance(100)
    const report = await load(context, { ...whole, clients: whole.clients.map(reversed), users: whole.users.map(reversed) })
    expect(report.toLines()).toEqual(unchanged)
    expect(report.hasChanges).toBe(false)
    expect([await rows('clients'), await rows('users'), await rows('resources')]).toEqual(before)
  })

  it('updates the entry that has changed, and that one alone (contract: seed file)', async () => {
    await load(context, whole)
    const changed = { ...whole, clients: [{ ...web, client_name: 'Web' }, spa], resources: [{ ...api, scopes: ['read', 'write'] }] }
    expect(await lines(context, changed)).toEqual(['clients: 1 updated, 1 unchanged', 'users: 2 unchanged', 'resources: 1 updated'])
    expect((await context.get(Clients).find('web'))?.name).toBe('Web')
    expect((await context.get(Resources).all()).get(api.resource)).toEqual(['read', 'write'])
  })

  it('never undoes a password that the person has changed, until its own changes (contract: seed file)', async () => {
    await load(context, whole)
    await setPasswordHash(context, 'sub-of-alice', await context.get(Passwords).hash('chosen by Alice'))
    await load(context, { ...whole, users: [{ ...alice, claims: { name: 'Alice Liddell' } }, bob] })
    expect(await isPassword('alice', 'chosen by Alice')).toBe(true)
    await load(context, { ...whole, users: [{ ...alice, password: 'set by the operator' }, bob] })
    expect(await isPassword('alice', 'set by the operator')).toBe(true)
  })

  it('ends sessions and grants of a person whose password it changes (SEC-228)', async () => {
    await load(context, whole)
    const person = await logIn(context)
    await load(context, { ...whole, users: [{ ...alice, claims: {} }, bob] })
    expect([await person.isIn(), await person.hasGrant()]).toEqual([true, true])
    await load(context, { ...whole, users: [{ ...alice, password: 'another' }, bob] })
    expect([await person.isIn(), await person.hasGrant()]).toEqual([false, false])
    expect(await person.hasAllowed()).toBe(true)
  })

  it('ends sessions and grants of a person whom it disables (SEC-228)', async () => {
    await load(context, whole)
    const person = await logIn(context)
    await load(context, { ...whole, users: [{ ...alice, disabled: true }, bob] })
    expect([await person.isIn(), await person.hasGrant()]).toEqual([false, false])
    expect(await context.get(Users).findBySub('sub-of-alice')).toBeUndefined()
  })

  it('leaves alone what has gone from it (contract: seed file)', async () => {
    await load(context, whole)
    expect(await lines(context, {})).toEqual(['clients: none', 'users: none', 'resources: none'])
    expect(await lines(context, whole)).toEqual(unchanged)
  })

  it('that says prune takes along what has gone from it, a person with all that was theirs (contract: seed file)', async () => {
    await load(context, whole)
    const person = await logIn(context)
    const pruned = await lines(context, { prune: true, clients: [spa], users: [{ ...bob, username: 'BOB' }] })
    expect(pruned).toEqual(['clients: 1 unchanged, 1 removed', 'users: 1 updated, 1 removed', 'resources: 1 removed'])
    expect([await person.isIn(), await person.hasGrant(), await person.hasAllowed()]).toEqual([false, false, false])
    expect(await context.get(Clients).find('web')).toBeUndefined()
    expect(await context.get(Users).findByUsername('alice')).toBeUndefined()
    expect((await context.get(Resources).all()).size).toBe(0)
    expect(await lines(context, { prune: true, clients: [spa], users: [{ ...bob, username: 'BOB' }] })).toEqual([
      'clients: 1 unchanged',
      'users: 1 unchanged',
      'resources: none',
    ])
    expect(await lines(context, whole)).toEqual(['clients: 1 updated, 1 unchanged', 'users: 1 created, 1 updated', 'resources: 1 created'])
    expect((await context.get(Clients).find('web'))?.clientId).toBe('web')
  })

  it('prunes nothing that no seed has brought (contract: seed file)', async () => {
    await load(context, whole)
    for (const table of ['clients', 'users', 'resources']) await context.dataSource.query(`UPDATE ${table} SET seed_digest = NULL`)
    expect(await lines(context, { prune: true })).toEqual(['clients: none', 'users: none', 'resources: none'])
  })

  it('keeps people and clients apart: no client_id is a sub, of a disabled account either (SEC-63)', async () => {
    await load(context, { users: [{ ...alice, disabled: true }] })
    expect(await refusal(context, { clients: [{ ...spa, client_id: 'sub-of-alice' }] })).toBe(
      'seed.yaml: clients[0] "sub-of-alice": client_id: it is the sub of a person (FAPI2-SP-FINAL-6.7)',
    )
    await load(context, { clients: [spa] })
    expect(await refusal(context, { users: [{ ...bob, sub: 'spa' }] })).toBe(
      'seed.yaml: users[0] "bob": sub: it is the client_id of a client (FAPI2-SP-FINAL-6.7)',
    )
  })

  it('gives no resource the type of ID tokens that is a client_id too, whichever came first (RFC8725-3.11, RFC9068-5)', async () => {
    const confused = { resource: 'https://both.example.com', scopes: [], access_token_typ: 'JWT' }
    const client = { ...web, client_id: confused.resource }
    const ofResource =
      'seed.yaml: resources[0] "https://both.example.com": access_token_typ: must not be JWT, since the resource is a client_id too (RFC 8725 section 2.8)'
    expect(await refusal(context, { clients: [client], resources: [confused] })).toBe(ofResource)
    await load(context, { resources: [confused] })
    expect(await refusal(context, { clients: [client] })).toBe(
      'seed.yaml: clients[0] "https://both.example.com": client_id: it is a resource with access_token_typ JWT (RFC8725-2.8)',
    )
    await load(context, { clients: [client], resources: [{ ...confused, access_token_typ: 'at+jwt' }] })
    expect(await refusal(context, { resources: [confused] })).toBe(ofResource)
  })

  it('gives no account another sub, and none the sub of another (OIDCC-8, SEC-58)', async () => {
    await load(context, whole)
    expect(await refusal(context, { users: [{ ...alice, sub: 'other' }] })).toContain('users[0] "alice": sub: an account keeps')
    expect(await refusal(context, { users: [{ ...bob, sub: alice.sub }] })).toBe(
      'seed.yaml: users[0] "bob": username: the account with this sub cannot be renamed to it, since another account has the name',
    )
    expect(await lines(context, { users: [{ ...alice, sub: undefined }] })).toContain('users: 1 updated')
    expect(await context.get(Users).findBySub('sub-of-alice')).toBeDefined()
  })

  it('renames an account by its sub: its password, sessions and grants stay, and a seed that prunes keeps it (OIDCC-8)', async () => {
    await load(context, whole)
    const passwordHash = (await context.get(Users).findByUsername('alice'))?.passwordHash
    await setPasswordHash(context, alice.sub, 'a hash of what the person chose')
    const login = { sub: alice.sub, acr: 'an-acr', amr: ['pwd'], interactionId: null }
    const { session } = await context.get(Sessions).start(login, undefined, flowId)
    const renamed = { ...alice, username: 'Alice.Smith' }
    expect(await lines(context, { ...whole, users: [renamed, bob], prune: true })).toContain('users: 1 updated, 1 unchanged')
    expect(await context.get(Users).findByUsername('alice.smith')).toMatchObject({
      sub: alice.sub,
      username: 'Alice.Smith',
      passwordHash: 'a hash of what the person chose',
    })
    expect([await context.get(Users).findByUsername('alice'), passwordHash]).toEqual([undefined, expect.any(String)])
    expect(await context.get(Sessions).findBySid(session.sid)).toBeDefined()
    expect(await lines(context, { ...whole, users: [renamed, bob] })).toContain('users: 2 unchanged')
  })

  it('renames accounts one after the other, so that one may take the name that another gives up (OIDCC-8)', async () => {
    const [first, second] = [
      { ...bob, username: 'first', sub: 'sub-1' },
      { ...bob, username: 'second', sub: 'sub-2' },
    ]
    await load(context, { users: [first, second] })
    const moved = [
      { ...second, username: 'third' },
      { ...first, username: 'second' },
    ]
    expect(await refusal(context, { users: moved.toReversed() })).toContain('users[0] "second": username: the account with this sub cannot')
    expect(await lines(context, { users: moved })).toContain('users: 2 updated')
    expect(await context.get(Users).findByUsername('second')).toMatchObject({ sub: 'sub-1' })
    expect(await context.get(Users).findByUsername('third')).toMatchObject({ sub: 'sub-2' })
    expect(await isPassword('third', bob.password)).toBe(true)
  })

  it('that contradicts what is there changes nothing, however much stands before that (contract: seed file)', async () => {
    await load(context, { users: [alice], clients: [spa] })
    const before = await Promise.all(['clients', 'users', 'resources', 'audit_log'].map(rows))
    const many = Array.from({ length: 150 }, (_, index) => index)
    const clients = many.map((index) => ({ ...spa, client_id: `client-${index}` }))
    const users = many.map((index) => ({ username: `user-${index}`, password_hash: aHash }))
    const contradictions = [
      { users: [...users, { ...bob, sub: 'spa' }] },
      { users: [...users, { ...alice, sub: 'another' }] },
      { users, clients: [...clients, { ...spa, client_id: alice.sub }] },
      { users, clients, groups: [{ group: 'staff', roles: [{ resource: 'https://unknown.example.com', role: 'r' }] }] },
    ]
    for (const wrong of contradictions) {
      expect(await refusal(context, { clients, resources: [api], ...wrong })).toMatch(/^seed\.yaml: (users|clients|groups)\[(150|0)\] "/)
      expect(await Promise.all(['clients', 'users', 'resources', 'audit_log'].map(rows))).toEqual(before)
    }
  })

  it('gives no account the client_id of a disabled client as its sub (SEC-63)', async () => {
    await load(context, { clients: [spa] })
    await context.get(ClientAdministration).disable('spa')
    expect(await refusal(context, { users: [{ ...bob, sub: 'spa' }] })).toContain('sub: it is the client_id of a client')
  })

  it('undoes no disabling by hand that happens beside it, and the same can be said again (SEC-152, SEC-238)', async () => {
    const [clients, users] = [context.get(ClientAdministration), context.get(UserAdministration)]
    await load(context, whole)
    for (let round = 0; round < 10; round += 1) {
      const changed = {
        ...whole,
        clients: [{ ...web, client_name: `Web ${round}` }, spa],
        users: [{ ...alice, claims: { name: `${round}` } }, bob],
      }
      const account = await users.find('alice')
      if (!account) throw new Error('there is no account')
      await Promise.all([load(context, changed), clients.disable('web'), users.disable(account, async () => undefined)])
      expect([await context.get(Clients).find('web'), await context.get(Users).findBySub(alice.sub)]).toEqual([undefined, undefined])
      expect([await clients.disable('web'), await users.disable(account, async () => undefined)]).toEqual([false, false])
      expect([await clients.enable('web'), await users.enable(account)]).toEqual([true, true])
      expect([await clients.enable('web'), await users.enable(account)]).toEqual([false, false])
      expect(await context.get(Clients).find('web')).toBeDefined()
    }
  })

  it('has every node know what the hashes cost that it brings, once (SEC-299)', async () => {
    const hash = `$argon2id$v=19$t=3,m=4096,p=1$${'c'.repeat(22)}$${'d'.repeat(43)}`
    for (const sub of ['one', 'two']) await load(context, { users: [{ username: sub, sub, password_hash: hash }] })
    expect(await context.get(PasswordCosts).all()).toEqual(['$argon2id$v=19$m=4096,p=1,t=3'])
  })

  it('leaves no secret in the database, nor who has the same password (SEC-442)', async () => {
    await load(context, { ...whole, users: [alice, { ...bob, password: alice.password }] })
    const stored = JSON.stringify([await rows('clients'), await rows('users')])
    for (const value of [secret, alice.password, bob.password]) expect(stored).not.toContain(value)
    const digests = (await rows('users')).map((row) => row['password_seed_digest'])
    expect(new Set(digests).size).toBe(2)
  })

  it('loaded twice at the same moment gives one of everything (SEC-429)', async () => {
    const reports = await Promise.all([load(context, whole), load(context, whole)])
    expect(reports.flatMap((report) => report.toJSON().users?.created)).toHaveLength(2)
    expect(await lines(context, whole)).toEqual(unchanged)
    expect(await isPassword('alice', alice.password)).toBe(true)
  })
})

describe('a seed and the keys of the server', () => {
  const [old, fresh] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')]

  it('are independent: a rotated key makes no entry look changed, and the old one can go (SEC-440)', async () => {
    const database = await testDatabase()
    const under = async <Result>(keys: string, work: (context: TestContext) => Promise<Result>) => {
      const context = await startContext([SeedsModule], { database, environment: { KEY_ENCRYPTION_KEY: keys } })
      const result = await work(context)
      await context.close()
      return result
    }
    await under(old, async (context) => {
      await load(context, whole)
      await setPasswordHash(context, 'sub-of-alice', 'chosen by Alice')
    })
    expect(await under(`${fresh},${old}`, (context) => lines(context, whole))).toEqual(unchanged)
    await under(fresh, async (context) => {
      expect(await lines(context, whole)).toEqual(unchanged)
      expect((await context.get(Users).findByUsername('alice'))?.passwordHash).toBe('chosen by Alice')
      const known = await context.get(Clients).findWithSecret('web')
      expect(context.get(ClientSecrets).matches('web', secret, known?.secretHashes[0])).toBe(true)
    })
    await database.drop()
  })

  it('are shared: two nodes that start at the same moment load it once (SEC-429)', async () => {
    const { nodes, close } = await startNodes([SeedsModule])
    const [here, there] = nodes
    // On SQLite two connections of one process would wait for each other.
    const reports =
      databaseKind === 'postgres'
        ? await Promise.all([lines(here, whole), lines(there, whole)])
        : [await lines(here, whole), await lines(there, whole)]
    expect(reports).toContainEqual(unchanged)
    expect(reports).toContainEqual(['clients: 2 created', 'users: 2 created', 'resources: 1 created'])
    await close()
  })
})

describe('a seed in production', () => {
  const production = { NODE_ENV: 'production', ISSUER: 'https://login.example.com', PASSWORD_HASH: 'argon2id,m=19456,t=2,p=1' }
  const withPassword = (password: string) => ({ users: [{ username: 'carol', password }] })
  let context: TestContext
  beforeAll(async () => {
    context = await startContext([SeedsModule], { environment: production })
  })
  afterAll(() => context.close())

  it.each([
    ['abc', 'a password has at least'],
    ['password123', 'is among the first that are guessed'],
    ['carol2026', 'is among the first that are guessed'],
  ])('takes no password that people may not choose themselves: %s (SEC-308)', async (password, rule) => {
    expect(await refusal(context, withPassword(password))).toMatch(/^seed\.yaml: users\[0\] "carol": password: /)
    expect(await refusal(context, withPassword(password))).toContain(rule)
    expect(await refusal(context, { clients: [spa], ...withPassword(password) })).toContain(rule)
    expect(await context.get(Clients).find('spa')).toBeUndefined()
    expect(await context.get(Users).findByUsername('carol')).toBeUndefined()
  })

  it('takes any other password, and any hash', async () => {
    expect(await refusal(context, withPassword('several words without sense'))).toBe('accepted')
    const hash = `$argon2id$v=19$m=19456,t=2,p=1$${randomBytes(16).toString('base64').replace(/=+$/, '')}$${'A'.repeat(43)}`
    expect(await refusal(context, { users: [{ username: 'dave', password_hash: hash }] })).toBe('accepted')
  })
})
