import { randomBytes } from 'node:crypto'
import { overhearStatements } from '../../../test/support/overhear-statements'
import type { Statement } from '../../../test/support/overhear-statements'
import { startContext } from '../../../test/support/test-context'
import type { TestContext } from '../../../test/support/test-context'
import { testDatabase } from '../../../test/support/test-database'
import type { TestDatabase } from '../../../test/support/test-database'
import { AuditModule } from '#operations/audit/audit.module'
import { Clients } from '#records/clients/clients.repository'
import { ClientAdministration } from '#records/clients/client-administration'
import { Passwords } from '#records/users/passwords'
import { UserAdministration } from '#records/users/user-administration'
import { Users } from '#records/users/users.repository'
import { LoadSeed } from './load-seed'
import { ReadChanged } from './readings/read-changed'
import { SeedFiles } from './seed-files'
import { SeedsModule } from './seeds.module'

type Entry = Readonly<Record<string, unknown>>

const count = 200
const aHash = `$argon2id$v=19$m=8,t=1,p=1$${'c'.repeat(22)}$${'d'.repeat(43)}`
const api = { resource: 'https://api.example.com', scopes: ['read'] }
const department = { attribute: 'department', type: 'string' }
const clientOf = (index: number): Entry => ({
  client_id: `client-${index}`,
  token_endpoint_auth_method: 'none',
  redirect_uris: [`https://rp-${index}.example.com/cb`],
  scope: 'openid read',
})
const userOf = (index: number): Entry => ({
  username: `User-${index}`,
  password_hash: aHash,
  claims: { name: `User ${index}` },
  groups: ['staff'],
  attributes: { department: 'Sales' },
})
const many = (entryOf: (index: number) => Entry) => Array.from({ length: count }, (_, index) => entryOf(index))
const seed = {
  resources: [api],
  attributes: [department],
  groups: [{ group: 'staff' }],
  clients: many(clientOf),
  users: many(userOf),
}
const unchanged = [
  'clients: 200 unchanged',
  'users: 200 unchanged',
  'resources: 1 unchanged',
  'groups: 1 unchanged',
  'attributes: 1 unchanged',
]
const withEntry = (list: 'clients' | 'users', index: number, change: Entry) => ({
  ...seed,
  [list]: seed[list].map((entry, at) => (at === index ? { ...entry, ...change } : entry)),
})

const own = /^(?:SELECT pg_|SET LOCAL|SAVEPOINT|RELEASE|START TRANSACTION|BEGIN|COMMIT|ROLLBACK|PRAGMA)/
const changing = /^(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)/

describe('loading a seed', () => {
  let database: TestDatabase
  let context: TestContext
  const start = (environment: Readonly<Record<string, string>> = {}) =>
    startContext([SeedsModule, AuditModule.atCommandLine()], { database, environment: { KEY_ENCRYPTION_KEY: key, ...environment } })
  const key = Buffer.from(Array.from({ length: 32 }, (_, index) => (index * 37 + 11) % 251)).toString('base64')
  beforeEach(async () => {
    database = await testDatabase()
    context = await start()
  })
  afterEach(async () => {
    await context.close()
    await database.drop()
  })
  const restart = async (environment: Readonly<Record<string, string>> = {}) => {
    await context.close()
    context = await start(environment)
  }

  const load = async (document: Entry | string) => {
    const text = typeof document === 'string' ? document : JSON.stringify(document)
    const { report } = await context.get(LoadSeed).execute({ kind: 'inline', text })
    return report
  }
  const lines = async (document: Entry | string) => (await load(document)).toLines()
  const refusal = (document: Entry) =>
    load(document).then(
      () => 'accepted',
      (error: unknown) => (error as Error).message,
    )
  /** What loading asks and changes. */
  async function costsOf(document: Entry | string) {
    const heard: Statement[] = []
    const stop = overhearStatements(heard)
    const report = await load(document).finally(() => stop())
    const statements = heard.filter(({ sql }) => !own.test(sql))
    const changed = statements.flatMap(({ sql }) => changing.exec(sql)?.[1] ?? [])
    return { lines: report.toLines(), asked: statements.length - changed.length, changed }
  }
  /** How many entries of the long lists would be read. */
  async function readOf(document: Entry) {
    const opened = context.get(SeedFiles).open({ kind: 'inline', text: JSON.stringify(document) })
    const { parts } = await context.get(ReadChanged).execute(opened)
    return [parts.lists.clients.read.length, parts.lists.users.read.length]
  }
  const rows = (table: string) => context.dataSource.query<Record<string, unknown>[]>(`SELECT * FROM ${table} ORDER BY 1`)

  it('that has not changed asks a few questions, whatever its length, and changes nothing (contract: seed file)', async () => {
    await load(seed)
    const before = await Promise.all(['clients', 'users', 'seed_readings', 'audit_log'].map(rows))
    const { lines: told, asked, changed } = await costsOf(seed)
    expect([told, changed]).toEqual([unchanged, []])
    expect(asked).toBeLessThanOrEqual(11)
    expect(await Promise.all(['clients', 'users', 'seed_readings', 'audit_log'].map(rows))).toEqual(before)
  })

  it('whose one entry has changed reads that entry and writes its row (contract: seed file)', async () => {
    await load(seed)
    const client = withEntry('clients', 100, { client_name: 'Another' })
    expect(await readOf(client)).toEqual([1, 0])
    const first = await costsOf(client)
    expect(first.lines).toEqual(['clients: 1 updated, 199 unchanged', ...unchanged.slice(1)])
    expect(first.changed.toSorted()).toEqual(['audit_log', 'clients', 'seed_readings', 'seed_readings'])
    const user = { ...withEntry('users', 7, { claims: { name: 'Another' } }), clients: client.clients }
    expect(await readOf(user)).toEqual([0, 1])
    const second = await costsOf(user)
    expect(second.lines).toEqual(['clients: 200 unchanged', 'users: 1 updated, 199 unchanged', ...unchanged.slice(2)])
    expect(new Set(second.changed)).toEqual(
      new Set(['attribute_values', 'audit_log', 'group_members', 'seed_readings', 'user_roles', 'users']),
    )
    expect(Math.max(first.asked, second.asked)).toBeLessThanOrEqual(24)
    const names = await rows('users')
    expect(names.filter(({ claims }) => claims === '{"name":"Another"}')).toHaveLength(1)
  })

  it('that is new takes a few statements for every hundred entries (contract: seed file)', async () => {
    const { changed } = await costsOf(seed)
    const counts = (table: string) => changed.filter((one) => one === table).length
    expect([counts('clients'), counts('users'), counts('attribute_values')]).toEqual([2, 2, 4])
    expect(changed.length).toBeLessThanOrEqual(34)
  })

  it('is recognised after a restart, whatever else was loaded meanwhile (contract: seed file)', async () => {
    await load(seed)
    for (const index of [0, 1, 2]) await load({ clients: [clientOf(1_000 + index)] })
    await restart()
    expect((await costsOf(seed)).changed).toEqual([])
    for (const index of [3, 4, 5]) await load({ clients: [clientOf(1_000 + index)] })
    expect(await rows('seed_readings')).toHaveLength(4)
    expect(await lines(seed)).toEqual(unchanged)
  })

  it('wins over what another seed has said since, and takes away what it does not name where it prunes (contract: seed file)', async () => {
    const pruning = { ...seed, prune: true }
    await load(pruning)
    await load({ users: [{ ...userOf(3), claims: { name: 'Another' }, groups: [], attributes: {} }], clients: [clientOf(1_000)] })
    expect(await lines(pruning)).toEqual(['clients: 200 unchanged, 1 removed', 'users: 1 updated, 199 unchanged', ...unchanged.slice(2)])
    expect(await context.get(Users).findByUsername('user-3')).toMatchObject({ claims: { name: 'User 3' } })
    expect((await costsOf(pruning)).changed).toEqual([])
    await load({ ...pruning, clients: seed.clients.slice(1) })
    expect(await context.get(Clients).find('client-0')).toBeUndefined()
    expect(await lines(pruning)).toContain('clients: 1 updated, 199 unchanged')
    expect(await context.get(Clients).find('client-0')).toBeDefined()
  })

  it('brings back what was deleted by hand, and leaves disabled what was disabled by hand (SEC-152)', async () => {
    await load(seed)
    const account = await context.get(UserAdministration).find('user-5')
    if (!account) throw new Error('there is no account')
    await context.get(UserAdministration).disable(account, async () => undefined)
    await context.get(ClientAdministration).disable('client-5')
    await context.dataSource.query(`DELETE FROM users WHERE canonical_username = 'user-6'`)
    await context.dataSource.query(
      `UPDATE users SET username = 'renamed', canonical_username = 'renamed' WHERE canonical_username = 'user-8'`,
    )
    expect(await lines(seed)).toContain('users: 2 created, 198 unchanged')
    expect(await context.get(Clients).find('client-5')).toBeUndefined()
    expect(await context.get(Users).findByUsername('user-5')).toBeUndefined()
    expect(await lines(seed)).toEqual(unchanged)
  })

  it('is held to what its entries name, also where only that has changed (contract: seed file)', async () => {
    await load(seed)
    const narrower = { ...seed, attributes: [{ ...department, one_of: ['Finance'] }] }
    expect(await refusal(narrower)).toMatch(/^SEED: users\[0\] "User-0": attributes\.department: /)
    expect(await refusal({ ...seed, attributes: [{ ...department, one_of: ['Sales'] }] })).toBe('accepted')
    await context.dataSource.query('DELETE FROM user_groups')
    expect(await lines(seed)).toContain('groups: 1 created')
    await context.dataSource.query('DELETE FROM attributes')
    expect(await refusal({ ...seed, attributes: [] })).toContain('users[0] "User-0": attributes: "department" is not declared')
  })

  it('is held to the whole document, also where one entry has changed (RFC9700-4.15)', async () => {
    await load(seed)
    expect(await refusal(withEntry('users', 9, { username: 'USER-100' }))).toBe('SEED: users[100] "User-100": username: stands twice')
    expect(await refusal(withEntry('users', 9, { sub: 'client-3' }))).toContain('clients[3] "client-3": client_id: must not be the sub')
    expect(await refusal(withEntry('clients', 150, { scope: 7 }))).toMatch(/^SEED: clients\[150\] "client-150": scope: /)
    expect(await lines(seed)).toEqual(unchanged)
  })

  it('counts the values of variables as a part of what it says (contract: seed file)', async () => {
    const variable = withEntry('clients', 0, { client_name: '${NAME:-${OTHER:-Nobody}}' })
    const nameOf = async () => (await context.get(Clients).find('client-0'))?.name
    await load(variable)
    for (const [environment, name, change] of [
      [{ OTHER: 'Another' }, 'Another', 'clients: 1 updated, 199 unchanged'],
      [{ OTHER: 'Another', NAME: 'One' }, 'One', 'clients: 1 updated, 199 unchanged'],
      [{ OTHER: 'Whichever', NAME: 'One' }, 'One', 'clients: 200 unchanged'],
      [{}, 'Nobody', 'clients: 1 updated, 199 unchanged'],
    ] as const) {
      await restart(environment)
      expect([(await lines(variable))[0], await nameOf()]).toEqual([change, name])
    }
    await restart({ NAME_FILE: '/missing' })
    await expect(load(variable)).rejects.toThrow(
      'SEED: clients[0] "client-0": client_name: ${NAME}: NAME_FILE names a file that cannot be read',
    )
  })

  it('is read again where settings have changed that it is held to', async () => {
    const local = { clients: [{ ...clientOf(0), redirect_uris: ['http://localhost/cb'] }] }
    await load(local)
    await restart({ NODE_ENV: 'production', ISSUER: 'https://login.example.com', PASSWORD_HASH: 'argon2id,m=19456,t=2,p=1' })
    expect(await refusal(local)).toContain('clients[0] "client-0": redirect_uris')
  })

  it('hashes a password once, however often it is loaded (contract: seed file)', async () => {
    const people = { ...seed, users: [{ username: 'alice', password: 'correct horse battery staple' }] }
    await load(people)
    const [before] = await rows('users')
    const more = { ...people, users: [...people.users, { username: 'bob', password: 'wrong donkey capacitor clip' }] }
    expect(await lines(more)).toContain('users: 1 created, 1 unchanged')
    await context.dataSource.query('DELETE FROM seed_readings')
    expect(await lines(more)).toContain('users: 2 unchanged')
    expect(await rows('users')).toContainEqual(before)
    const hash = (await context.get(Users).findByUsername('bob'))?.passwordHash
    expect(await context.get(Passwords).matches('wrong donkey capacitor clip', hash)).toBe(true)
  })

  it('warns each time of what is probably not meant, also of what has not changed', async () => {
    const warned = { ...seed, clients: [{ ...clientOf(0), scope: 'openid unknown' }] }
    const warning = 'client client-0: no resource knows unknown, and no claim comes of it'
    for (let time = 0; time < 2; time += 1) expect((await load(warned)).warnings).toEqual([warning])
    await load({ resources: [{ resource: 'https://other.example.com', scopes: ['unknown'] }] })
    expect((await load(warned)).warnings).toEqual([])
  })

  it('is remembered by keyed digests, and by nothing that tells of a person or a secret (SEC-442)', async () => {
    const secret = 'a-secret-that-is-long-enough-0123456789'
    const people = { clients: [{ ...clientOf(0), token_endpoint_auth_method: undefined, client_secret: secret }], users: [userOf(0)] }
    await load({ ...people, groups: seed.groups, attributes: seed.attributes })
    const stored = JSON.stringify(await rows('seed_readings'))
    for (const told of ['User', 'user-0', 'Sales', secret, aHash.slice(-20)]) expect(stored).not.toContain(told)
  })

  it('says the same of YAML as of JSON', async () => {
    await load(seed)
    const yaml = '# the same\n' + JSON.stringify(seed)
    expect(await lines(yaml)).toEqual(unchanged)
  })

  it('is read again under a new key, and then depends on the old one no more (SEC-440)', async () => {
    await load(seed)
    const old = (await rows('users')).map((row) => String(row['seed_digest']).split('.')[0])
    const fresh = randomBytes(32).toString('base64')
    await restart({ KEY_ENCRYPTION_KEY: `${fresh},${key}` })
    expect(await lines(seed)).toEqual(unchanged)
    const now = (await rows('users')).map((row) => String(row['seed_digest']).split('.')[0])
    expect([new Set(old).size, new Set(now).size, now[0] === old[0]]).toEqual([1, 1, false])
    await restart({ KEY_ENCRYPTION_KEY: fresh })
    expect((await costsOf(seed)).changed).toEqual([])
  })
})
