import { startContext } from '../../../test/support/test-context'
import type { TestContext } from '../../../test/support/test-context'
import { Attributes } from '#records/attributes/attributes.repository'
import { ClaimScopes } from '#records/claim-scopes/claim-scopes.repository'
import { Groups } from '#records/groups/groups.repository'
import { FindPeople } from '#records/people/find-people'
import { Memberships } from '#records/people/memberships'
import { Resources } from '#records/resources/resources.repository'
import { Users } from '#records/users/users.repository'
import { readSeedDocument } from './document/read-seed-document'
import { ReconcileSeed } from './reconcile-seed'
import { SeedsModule } from './seeds.module'

type Entry = Readonly<Record<string, unknown>>

const api = { resource: 'https://api.example.com', scopes: ['read'] }
const department = { attribute: 'department', type: 'string', label: 'Department', 'label#de': 'Abteilung', one_of: ['Treasury', 'Sales'] }
const languages = { attribute: 'languages', type: 'string_list', view: ['nobody'] }
const approvers = {
  group: 'finance/approvers',
  description: { en: 'People who approve payments', de: 'Wer Zahlungen freigibt' },
  roles: [{ resource: api.resource, role: 'approver' }, 'staff'],
}
const employee = { scope: 'employee', claims: ['department', 'locale'], description: { en: 'See your department' } }
const alice = {
  username: 'alice',
  sub: 'sub-of-alice',
  password: 'correct horse battery staple',
  claims: { email: 'Alice@example.com', email_verified: true },
  email_login: true,
  groups: ['finance/approvers'],
  roles: ['auditor'],
  attributes: { department: 'Treasury', languages: ['de', 'en'] },
}
const bob = { username: 'bob', sub: 'sub-of-bob', password: 'wrong donkey capacitor clip' }
const whole = { resources: [api], attributes: [department, languages], groups: [approvers], scopes: [employee], users: [alice] }

const mapping = (claim: Entry) => ({
  clients: [{ client_id: 'grafana', client_secret: 'x'.repeat(32), redirect_uris: ['https://grafana.example.com/cb'], claims: [claim] }],
})

const lifetimes = (given: Entry) => ({ clients: [{ ...mapping({}).clients[0], claims: [], lifetimes: given }] })

describe('what a seed says of people', () => {
  let context: TestContext
  beforeEach(async () => {
    context = await startContext([SeedsModule])
  })
  afterEach(() => context.close())

  const load = async (seed: Entry) => {
    const document = readSeedDocument(JSON.stringify(seed), { source: 'seed.yaml', variables: {}, production: false })
    return (await context.get(ReconcileSeed).execute(document, 'seed.yaml')).toLines()
  }
  const refusal = (seed: Entry) =>
    load(seed).then(
      () => 'accepted',
      (error: unknown) => (error as Error).message,
    )
  const rolesOf = async (sub: string) => {
    const memberships = context.get(Memberships)
    return memberships.rolesOf(sub, await memberships.groupsOf(sub))
  }

  it('is found by its beginning where it is long, wherever that is cut', async () => {
    const note = `${'x'.repeat(199)}😀 and more`
    await load({ attributes: [{ attribute: 'note', type: 'string' }], users: [{ ...bob, attributes: { note } }] })
    expect(await context.get(FindPeople).byAttribute('note', note.toUpperCase(), 10)).toEqual([bob.sub])
  })

  it('becomes groups, roles, attributes and scopes (contract: People)', async () => {
    expect(await load(whole)).toEqual([
      'clients: none',
      'users: 1 created',
      'resources: 1 created',
      'groups: 1 created',
      'attributes: 2 created',
      'scopes: 1 created',
    ])
    expect(await context.get(Groups).find('finance/approvers')).toEqual({
      path: 'finance/approvers',
      description: { '': 'People who approve payments', en: 'People who approve payments', de: 'Wer Zahlungen freigibt' },
      roles: [{ resource: api.resource, role: 'approver' }, { role: 'staff' }],
    })
    expect((await context.get(Attributes).declared()).get('department')).toMatchObject({
      claim: 'department',
      label: { '': 'Department', de: 'Abteilung' },
      view: ['person', 'administrator'],
      edit: ['administrator'],
    })
    expect((await context.get(ClaimScopes).claimsByScope()).get('employee')).toEqual(['department', 'locale'])
    expect(await context.get(Users).findBySub(alice.sub)).toMatchObject({ attributes: alice.attributes })
  })

  it('puts a member of a group into the groups above it, with the roles of each and their own (contract: People)', async () => {
    await load({ ...whole, groups: [approvers, { group: 'finance', roles: ['colleague'] }] })
    expect(await context.get(Memberships).groupsOf(alice.sub)).toEqual(['finance', 'finance/approvers'])
    expect((await rolesOf(alice.sub)).map(({ role }) => role).toSorted()).toEqual(['approver', 'auditor', 'colleague', 'staff'])
  })

  it('finds people by values of attributes and standard claims, in any case (contract: People)', async () => {
    await load(whole)
    const find = context.get(FindPeople)
    expect(await find.byAttribute('department', 'TREASURY', 10)).toEqual([alice.sub])
    expect(await find.byAttribute('languages', 'de', 10)).toEqual([alice.sub])
    expect(await find.byAttribute('email', 'alice@EXAMPLE.com', 10)).toEqual([alice.sub])
    expect(await find.byAttribute('department', 'Sales', 10)).toEqual([])
    expect(await find.byGroup('finance/approvers', 10)).toEqual([alice.sub])
  })

  it('counts scopes of the operator at this server, with their text (contract: People)', async () => {
    await load(whole)
    const known = await context.get(Resources).known()
    const issuer = [...known.scopes].find(([, scopes]) => scopes.includes('employee'))?.[0] ?? ''
    expect(issuer).not.toBe(api.resource)
    expect(known.texts.get(issuer)?.scopes['employee']).toMatchObject({ en: 'See your department' })
  })

  it('changes nothing the second time, and all that an entry no longer says (contract: seed file)', async () => {
    await load(whole)
    expect((await load(whole)).filter((line) => !/(unchanged|none)$/.test(line))).toEqual([])
    await load({ ...whole, users: [{ ...alice, groups: [], roles: [], attributes: { department: 'Sales' } }] })
    expect(await context.get(Memberships).groupsOf(alice.sub)).toEqual([])
    expect(await rolesOf(alice.sub)).toEqual([])
    expect(await context.get(FindPeople).byAttribute('department', 'Treasury', 10)).toEqual([])
    expect(await context.get(FindPeople).byAttribute('department', 'Sales', 10)).toEqual([alice.sub])
  })

  it('takes with a pruned group its memberships, and with a pruned person all that was kept of them (prune: true)', async () => {
    await load(whole)
    await load({ prune: true, ...whole, groups: [], users: [{ ...alice, groups: [] }] })
    expect(await context.get(Groups).paths()).toEqual([])
    await load({ prune: true })
    for (const table of ['group_members', 'user_roles', 'attribute_values', 'attributes', 'claim_scopes', 'user_groups'])
      expect([table, await context.dataSource.query(`SELECT * FROM ${table}`)]).toEqual([table, []])
  })

  it('lets a person log in by a verified address that is declared so, in any case (contract: email_login)', async () => {
    await load({ ...whole, users: [alice, { username: 'bob', password: 'x', claims: { email: 'bob@example.com', email_verified: true } }] })
    expect((await context.get(Users).findByUsername('ALICE@example.com'))?.sub).toBe(alice.sub)
    expect(await context.get(Users).findByUsername('bob@example.com')).toBeUndefined()
  })

  it('gives nobody the name of another by an address (contract: email_login, SEC-302)', async () => {
    const mallory = { ...alice, username: 'mallory', sub: 'sub-of-mallory' }
    expect(await refusal({ ...whole, users: [alice, mallory] })).toMatch(
      /users\[1\] "mallory": email_login: another account logs in by this e-mail address$/,
    )
    expect(await refusal({ ...whole, users: [alice, { username: 'alice@EXAMPLE.com', password: 'x' }] })).toMatch(
      /users\[1\] .*: username: it is the e-mail address that another account logs in by$/,
    )
    const named = { username: 'carol@example.com', password: 'x' }
    const other = { ...alice, username: 'carol', sub: 'sub-of-carol', claims: { email: 'carol@example.com', email_verified: true } }
    expect(await refusal({ ...whole, users: [named, other] })).toMatch(
      /email_login: the e-mail address is the username of another account$/,
    )
  })

  it.each([
    [
      { users: [{ ...alice, groups: ['finance/aprovers'] }] },
      /users\[0\] "alice": groups: there is no group "finance\/aprovers"; did you mean finance\/approvers\?/,
    ],
    [{ users: [{ ...alice, groups: ['finance//x'] }] }, /users\[0\] "alice": groups: "finance\/\/x" must not have an empty part/],
    [
      { users: [{ ...alice, attributes: { departement: 'Sales' } }] },
      /attributes: "departement" is not declared; did you mean department\?/,
    ],
    [{ users: [{ ...alice, attributes: { department: 'Marketing' } }] }, /attributes\.department: must be one of Treasury, Sales/],
    [{ users: [{ ...alice, attributes: { languages: 'de' } }] }, /attributes\.languages: must be a list of texts/],
    [
      { users: [{ ...alice, roles: [{ resource: 'https://nowhere.example', role: 'x' }] }] },
      /roles: there is no resource "https:\/\/nowhere\.example"/,
    ],
    [
      { groups: [{ ...approvers, roles: [{ resource: 'https://nowhere.example', role: 'x' }] }] },
      /groups\[0\] "finance\/approvers": roles: there is no resource/,
    ],
    [
      { scopes: [{ ...employee, claims: ['departmint'] }] },
      /scopes\[0\] "employee": claims: nothing gives "departmint"; did you mean department\?/,
    ],
    [mapping({ claim: 'role', value: '1 +' }), /clients\[0\] "grafana": claims "role" value: "1 \+": /],
    [mapping({ claim: 'role', value: 'user.password' }), /claims "role" value: "user\.password": No such key/],
    [mapping({ claim: 'role', value: 'user.sub.matches("(a+)+$")' }), /claims "role" value: .*: matches\(\) is not available/],
    [mapping({ claim: 'role', value: 'true || '.repeat(150) + 'true' }), /claims "role" value: .*(nodes|depth)/i],
    [
      mapping({ claim: 'email_verified', value: 'user.username' }),
      /claims "email_verified" value: .*: email_verified must be a boolean, and is string/,
    ],
    [mapping({ claim: 'groups', value: 'user.username' }), /claims "groups" value: .*: groups must be a list of strings, and is string/],
    [
      lifetimes({ access_token: 'request.acr' }),
      /clients\[0\] "grafana": lifetimes\.access_token: .*must be a number of seconds, and is string/,
    ],
    [lifetimes({ access_token: 'user.sub' }), /lifetimes\.access_token: .*Unknown variable/],
    [
      mapping({ claim: 'dept', from: 'departmint' }),
      /clients\[0\] "grafana": claims: nothing gives "departmint"; did you mean department\?/,
    ],
    [{ scopes: [{ ...employee, scope: 'read' }] }, /scopes\[0\] "read": scope: a resource knows it already/],
  ])('is refused with its entry and rule before anything is written: %j (contract: seed file)', async (change, message) => {
    expect(await refusal({ ...whole, ...change })).toMatch(message)
    expect(await context.get(Groups).paths()).toEqual([])
    expect(await context.dataSource.query('SELECT * FROM users')).toEqual([])
  })

  it.each([
    ['1 +', /^seed\.yaml: clients\[0\] "grafana": allow: "1 \+": [^\n]+$/],
    ['user.sub', /: allow: "user\.sub": must be true or false, and is string$/],
    ['people.sub == "x"', /: allow: "people\.sub == \\"x\\"": Unknown variable[^\n]+$/],
    ['user.sub.matches("a")', /: allow: [^\n]*matches\(\)[^\n]+$/],
  ])('refuses a rule of a client that cannot be used: %s', async (allow, message) => {
    const client = { client_id: 'grafana', client_secret: 'x'.repeat(32), redirect_uris: ['https://grafana.example.com/cb'], allow }
    expect(await refusal({ clients: [client] })).toMatch(message)
  })

  it('refuses a lifetime of a client that is longer than the server’s own', async () => {
    const client = { client_id: 'grafana', client_secret: 'x'.repeat(32), redirect_uris: ['https://grafana.example.com/cb'] }
    const told = 'seed.yaml: clients[0] "grafana": lifetimes.access_token: must be 600 seconds or less (ALDGATE_ACCESS_TOKEN_LIFETIME)'
    expect(await refusal({ clients: [{ ...client, lifetimes: { access_token: 601 } }] })).toBe(told)
  })
})
