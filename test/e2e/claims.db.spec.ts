import { decodeJwt } from 'jose'
import { alice, bob, secret } from '../support/e2e-seed'
import { FlowStories } from '#operations/flows/flow-stories'
import { FlowWriter } from '#operations/flows/flow-writer'
import { Person } from '../support/person'
import type { Page } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import { useServer } from '../support/use-server'

const callback = 'https://rp.example.com/cb'
const [api, other] = ['https://api.example.com', 'https://other.example.com']
const web = {
  client_type: 'internal',
  client_secret: secret,
  token_endpoint_auth_method: 'client_secret_post',
  redirect_uris: [callback],
  grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
  scope: 'openid profile email groups roles entitlements employee team read',
}
const everywhere = ['id_token', 'userinfo', 'access_token', 'introspection']
const mapped = [
  { claim: 'role', value: '"finance/approvers" in user.groups ? "Editor" : "Viewer"', in: everywhere },
  { claim: 'upn', value: 'user.username + "@corp.example.com"' },
  { claim: 'dept', from: 'department', in: ['id_token'] },
  { claim: 'groups', value: 'user.groups.filter(g, g.startsWith("finance"))', in: ['id_token'] },
  { claim: 'level', value: 'user.attributes.level + 1' },
  { claim: 'email_verified', value: 'user.attributes.?department.orValue(true)', in: ['userinfo'] },
  { claim: 'context', value: '{"client": client.client_id, "acr": request.acr, "scopes": request.scopes}', in: ['id_token'] },
]
/** Each is an expression that is accepted, and fails or answers what no token should hold. */
const hostile = [
  'user.attributes.missing.deeper',
  '1 / (user.attributes.level - user.attributes.level)',
  '1.0 / 0.0',
  'user.groups[99]',
  'int(user.username)',
  'timestamp(user.username)',
  'b"bytes"',
  'type(user.sub)',
  'duration("1h")',
  '9223372036854775807 + 1',
  '{"__proto__": {"polluted": true}}',
  '{"constructor": user.sub}',
  'user.attributes[user.username]',
  '[1, 2][user.attributes.level]',
  'user.groups.map(g, g.split("/")[5])',
  'null',
  'user.claims.name.size() == "x".size() ? user.claims : user.attributes',
].map((value, index) => ({ claim: `hostile_${index}`, value, in: everywhere }))
const many = Array.from({ length: 201 }, (_, index) => `team-${index}`)
const seed = {
  clients: [
    { client_id: 'plain', ...web },
    { client_id: 'mapped', ...web, claims: mapped },
    { client_id: 'hostile', ...web, claims: hostile },
    { client_id: 'reads-id-tokens', ...web, scope_claims_in_id_token: true },
    { client_id: 'asking', ...web, client_type: 'external' },
    { client_id: 'rs', grant_types: [], resources: [api], client_secret: secret, token_endpoint_auth_method: 'client_secret_post' },
  ],
  resources: [
    { resource: api, scopes: ['read'] },
    { resource: other, scopes: [] },
  ],
  groups: [
    {
      group: 'finance/approvers',
      roles: [
        { resource: api, role: 'approver' },
        { resource: other, role: 'auditor' },
      ],
    },
    { group: 'staff', roles: ['colleague'] },
    ...many.map((group) => ({ group })),
  ],
  attributes: [
    { attribute: 'department', type: 'string' },
    { attribute: 'level', type: 'number' },
    { attribute: 'entitlements', type: 'string_list' },
    { attribute: 'secretly', type: 'string' },
  ],
  scopes: [
    { scope: 'team', claims: ['groups', 'roles'] },
    { scope: 'employee', claims: ['department', 'locale'], description: { en: 'See your department', de: 'Ihre Abteilung sehen' } },
  ],
  users: [
    {
      ...alice,
      claims: { name: 'Alice', email: 'alice@example.com', email_verified: true, locale: 'en-GB' },
      groups: ['finance/approvers', 'staff'],
      attributes: { department: 'Treasury', level: 3, entitlements: ['printer'], secretly: 'hidden' },
    },
    { ...bob, claims: {}, groups: many },
  ],
}

type Claims = Record<string, unknown>

describe('what clients are told of people', () => {
  const server = useServer({ seed })
  const tokensOf = async (
    clientId: string,
    scope: string,
    { person = new Person(server), ...more }: { person?: Person; resource?: string } = {},
  ) => {
    const party = new RelyingParty(server, clientId)
    const code = await person.getCode(party.authorizationUrl(party.authorizationParams({ scope, ...more })))
    const credentials = { client_id: clientId, client_secret: secret }
    const asked = { grant_type: 'authorization_code', code, redirect_uri: callback, code_verifier: party.verifier }
    const { json, headers } = await party.post('/token', { ...credentials, ...asked })
    const tokens = json as Record<string, string>
    return {
      flow: headers.get('x-flow-id') ?? '',
      access: decodeJwt(tokens['access_token'] ?? '') as Claims,
      id: decodeJwt(tokens['id_token'] ?? '') as Claims,
      userInfo: async () => (await party.userinfo('', { authorization: `Bearer ${tokens['access_token']}`, dpop: '' })).json,
      refresh: async () =>
        (await party.post('/token', { ...credentials, grant_type: 'refresh_token', refresh_token: tokens['refresh_token'] ?? '' })).json,
      introspect: async (caller: string) =>
        (await party.post('/introspect', { client_id: caller, client_secret: secret, token: tokens['access_token'] ?? '' })).json,
    }
  }
  const bobs = () => new Person(server, bob.username, bob.password)

  it('groups, roles and entitlements are in access tokens by the scopes of their names, and nothing else of the person is (RFC9068-2.2.3.1)', async () => {
    const { access } = await tokensOf('plain', 'openid groups roles entitlements read', { resource: api })
    expect(access).toMatchObject({
      groups: ['finance', 'finance/approvers', 'staff'],
      roles: ['approver', 'colleague'],
      entitlements: ['printer'],
    })
    for (const name of ['groups', 'name', 'department'])
      expect((await tokensOf('plain', 'openid profile email employee read')).access).not.toHaveProperty(name)
  })

  it('roles of another resource than the audience are in no access token (RFC9068-2.2.3.1, SEC-26)', async () => {
    expect((await tokensOf('plain', 'openid roles read', { resource: api })).access['roles']).toEqual(['approver', 'colleague'])
    expect((await tokensOf('plain', 'openid roles', { resource: other })).access['roles']).toEqual(['auditor', 'colleague'])
  })

  it('UserInfo has them by scope, an ID token only where the client is registered so (OIDCC-5.4)', async () => {
    const { id, userInfo } = await tokensOf('plain', 'openid groups roles employee')
    expect(await userInfo()).toMatchObject({
      groups: ['finance', 'finance/approvers', 'staff'],
      roles: ['colleague'],
      department: 'Treasury',
    })
    expect(Object.keys(id)).not.toEqual(expect.arrayContaining(['groups']))
    const { id: full } = await tokensOf('reads-id-tokens', 'openid groups roles employee')
    expect(full).toMatchObject({ groups: ['finance', 'finance/approvers', 'staff'], department: 'Treasury', locale: 'en-GB' })
  })

  it('a token with more than 200 values says so in their place, and UserInfo has them all (contract: People)', async () => {
    const { access, id, userInfo } = await tokensOf('reads-id-tokens', 'openid groups', { person: bobs() })
    for (const token of [access, id]) {
      expect(token).toMatchObject({ groups_overage: true })
      expect(token).not.toHaveProperty('groups')
    }
    const told = await userInfo()
    expect(told['groups']).toEqual(many.toSorted())
    expect(told).not.toHaveProperty('groups_overage')
  })

  it('a scope of the operator releases its claims, here alone, and is announced (contract: People, OIDCD-3)', async () => {
    const { access, userInfo } = await tokensOf('plain', 'openid employee')
    expect(access['scope']).toBe('openid employee')
    expect(await userInfo()).toMatchObject({ department: 'Treasury', locale: 'en-GB' })
    expect(await userInfo()).not.toHaveProperty('level')
    const metadata = await (await fetch(`${server.issuer}/.well-known/openid-configuration`)).json()
    expect(metadata).toMatchObject({
      scopes_supported: expect.arrayContaining(['employee', 'groups', 'roles', 'entitlements']) as unknown,
      claims_supported: expect.arrayContaining(['department', 'groups']) as unknown,
    })
    expect((metadata as { claims_supported: string[] }).claims_supported).not.toContain('secretly')
  })

  it('a scope of the operator may release the groups and roles of a person (contract: People)', async () => {
    const { userInfo } = await tokensOf('plain', 'openid team')
    expect(await userInfo()).toMatchObject({ groups: ['finance', 'finance/approvers', 'staff'], roles: ['colleague'] })
  })

  it('a scope of the operator is in the words of the operator on the consent page (contract: People, SEC-214)', async () => {
    const party = new RelyingParty(server, 'asking')
    const person = new Person(server)
    const url = party.authorizationUrl(party.authorizationParams({ scope: 'openid employee', ui_locales: 'de' }))
    const page = (await person.logIn(await person.page(url))) as Page
    expect(page.html).toContain('Ihre Abteilung sehen')
  })

  it('a client gets no scope about people for itself (RFC6749-4.4.2)', async () => {
    const party = new RelyingParty(server, 'plain')
    const ask = (scope?: string) =>
      party.post('/token', { client_id: 'plain', client_secret: secret, grant_type: 'client_credentials', scope })
    expect((await ask()).json['scope']).toBe('read')
    for (const scope of ['employee', 'groups', 'roles', 'entitlements']) expect((await ask(scope)).json['error']).toBe('invalid_scope')
  })

  it('a mapping tells a client what it expects, in each place that it names (contract: claims)', async () => {
    const { access, id, userInfo, introspect } = await tokensOf('mapped', 'openid', { resource: api })
    expect(id).toMatchObject({
      role: 'Editor',
      upn: 'alice@corp.example.com',
      dept: 'Treasury',
      groups: ['finance', 'finance/approvers'],
      level: 4,
      context: { client: 'mapped', acr: id['acr'], scopes: ['openid'] },
    })
    expect(access).toMatchObject({ role: 'Editor' })
    expect(Object.keys(access)).not.toEqual(expect.arrayContaining(['upn']))
    expect(await introspect('rs')).toMatchObject({ active: true, role: 'Editor' })
    expect(await introspect('mapped')).toMatchObject({ active: true, role: 'Editor' })
    expect((await userInfo())['error']).toBeDefined()
    expect(await (await tokensOf('mapped', 'openid')).userInfo()).toMatchObject({ role: 'Editor', upn: 'alice@corp.example.com', level: 4 })
  })

  it('a refresh tells what is true then (contract: claims, OIDCC-12.2)', async () => {
    const { refresh } = await tokensOf('mapped', 'openid groups')
    const { access_token: access, id_token: id } = (await refresh()) as Record<string, string>
    expect(decodeJwt(access ?? '')).toMatchObject({ role: 'Editor', groups: ['finance', 'finance/approvers', 'staff'] })
    expect(decodeJwt(id ?? '')).toMatchObject({ role: 'Editor', dept: 'Treasury' })
  })

  it('a mapping that fails, or answers a value of the wrong type, leaves its claim out and says so (contract: claims)', async () => {
    const { flow, id, userInfo } = await tokensOf('mapped', 'openid', { person: bobs() })
    expect(id).toMatchObject({ role: 'Viewer' })
    expect(Object.keys(id)).not.toEqual(expect.arrayContaining(['level']))
    expect(await userInfo()).toMatchObject({ email_verified: true })
    const { userInfo: alices } = await tokensOf('mapped', 'openid')
    expect(await alices()).not.toHaveProperty('email_verified')
    await server.app.get(FlowWriter).flush()
    const story = JSON.stringify(await server.app.get(FlowStories).find(flow))
    expect(story).toContain('"claim.failed"')
    expect(story).toContain('the mapping of claim level failed, and left it out: No such key: level')
  })

  it('no mapping changes what the protocol says (RFC7519-4.1, SEC-17)', async () => {
    const { id, access } = await tokensOf('mapped', 'openid')
    expect(id).toMatchObject({ iss: server.issuer, aud: 'mapped', sub: access['sub'] })
  })

  it('no expression, however wrong, makes an error or a token without what the protocol says (contract: claims, SEC-359)', async () => {
    const { id, access, userInfo, introspect } = await tokensOf('hostile', 'openid')
    expect(id).toMatchObject({ iss: server.issuer, aud: 'hostile', nonce: 'a-nonce', exp: expect.any(Number) as number })
    expect(access).toMatchObject({ iss: server.issuer, client_id: 'hostile', scope: 'openid', jti: expect.any(String) as string })
    expect(await userInfo()).toMatchObject({ sub: id['sub'] })
    expect(await introspect('hostile')).toMatchObject({ active: true, sub: id['sub'], client_id: 'hostile' })
    expect(({} as Claims)['polluted']).toBeUndefined()
  })
})
