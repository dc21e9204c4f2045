import { parsePasswordHash } from '#libs/password-hash/parse-password-hash'
import { verifyDerivedKey } from '#libs/password-hash/verify-derived-key'
import { replaceVariables } from '../seeds/document/replace-variables'
import { acmeRealm } from './fixtures/realm'
import { toSeed } from './to-seed'

describe('a realm of Keycloak as a seed', () => {
  const { seed, people, notes } = toSeed(acmeRealm)
  const [shop] = seed.clients

  it('has its clients, in the names of the registry, and none of Keycloak’s own', () => {
    expect(seed.clients.map(({ client_id: id }) => id)).toEqual(['shop', 'spa', 'api'])
    expect(shop).toMatchObject({
      client_id: 'shop',
      client_name: 'Shop',
      client_type: 'external',
      client_secret: 'a'.repeat(32),
      grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
      redirect_uris: ['https://shop.example/callback'],
      post_logout_redirect_uris: ['https://shop.example/callback', 'https://shop.example/bye'],
      scope: 'openid profile email staff offline_access',
      require_pkce: true,
      lifetimes: { access_token: 240 },
      backchannel_logout_uri: 'https://shop.example/logout',
    })
    expect(seed.clients.slice(1)).toEqual([
      expect.objectContaining({ client_id: 'spa', token_endpoint_auth_method: 'none', client_type: 'internal' }),
      { client_id: 'api', client_type: 'internal', grant_types: [], client_secret: '${API_SECRET}' },
    ])
  })

  it('has its mappers as expressions', () => {
    expect(shop?.['claims']).toEqual([
      { claim: 'dept', value: 'user.attributes[?"department"].orValue(null)', in: ['id_token', 'userinfo'] },
      { claim: 'login', value: 'user.username', in: ['id_token', 'userinfo'] },
      { claim: 'groups', value: 'user.groups.map(g, "/" + g)', in: ['id_token', 'userinfo'] },
      {
        claim: 'realm_access',
        value: '{"roles": user.roles.filter(r, !r.contains(":"))}',
        in: ['id_token', 'access_token', 'userinfo'],
      },
      { claim: 'roles', value: 'user.roles.filter(r, r.startsWith("shop:")).map(r, r.substring(5))', in: ['id_token', 'userinfo'] },
      { claim: 'tenant', value: '"acme"', in: ['id_token', 'userinfo'] },
      { claim: 'sites', value: 'user.attributes[?"sites"].orValue(null)', in: ['id_token', 'userinfo'] },
    ])
  })

  it('has its groups with their roles, and its attributes with a type', () => {
    expect(seed.groups).toEqual([
      { group: 'finance', roles: [{ role: 'reader' }] },
      { group: 'finance/approvers', roles: [{ role: 'shop:refund' }] },
    ])
    expect(seed.attributes.map(({ attribute, type }) => [attribute, type])).toEqual([
      ['department', 'string'],
      ['sites', 'string_list'],
    ])
    expect(seed.scopes).toEqual([{ scope: 'staff', claims: ['sites'], description: { en: 'See where you work' } }])
  })

  it('has its people with their subjects, and what comes with their roles', () => {
    expect(people).toHaveLength(2)
    expect(people[0]).toMatchObject({
      username: 'erika',
      sub: '5f0c1c5e-0d2b-4a57-8c53-7b62f4a1a001',
      claims: {
        name: 'Erika Mustermann',
        given_name: 'Erika',
        family_name: 'Mustermann',
        email: 'erika@acme.example',
        email_verified: true,
        locale: 'de',
      },
      attributes: { department: 'Treasury', sites: ['Bonn', 'Köln'] },
      groups: ['finance/approvers'],
      roles: [{ role: 'manager' }, { role: 'reader' }, { role: 'shop:refund' }],
    })
    expect(people[1]).toEqual({ username: 'max', sub: 'b2', disabled: true })
  })

  it('keeps passwords, which go on as they were', async () => {
    const hash = parsePasswordHash(people[0]?.password_hash ?? '')
    if (!('key' in hash)) throw new Error('PBKDF2 was expected')
    await expect(verifyDerivedKey('erikas old password', hash)).resolves.toBe(true)
  })

  it('lists all that could not be carried over, and why', () => {
    expect(notes).toEqual([
      'group finance: its attributes were left out: groups have none here',
      'client shop: direct access grants (passwords) were left out: they are not served',
      'client shop, redirect URI "https://shop.example/*": was left out: wildcards are not accepted; list each address',
      'client shop, mapper "magic": was left out: there is nothing like oidc-script-based-protocol-mapper here',
      'client shop, mapper "audience": was left out: aud is a claim of the protocol',
      'client spa: the implicit flow was left out: it is not served',
      'client api: its secret is not in the export: set API_SECRET to a new one',
      'client wild, redirect URI "*": was left out: wildcards are not accepted; list each address',
      'client wild: was left out: none of its redirect URIs can be carried',
      'client https://wiki.example/saml: was left out: its protocol is saml',
      'client old: was left out: it is disabled',
      'user erika: credentials were left out: otp',
      'user erika: required actions were left out: UPDATE_PASSWORD',
      'user max: links to other providers were left out: google',
      'user max: has no password in the export, and cannot log in with one',
      'identity provider google: was left out',
      'authentication flow browser with captcha: was left out',
      'user federation ldap: was left out',
    ])
  })

  it('reads nothing of the environment, whatever people and clients are called', () => {
    const variable = '${KEY_ENCRYPTION_KEY}'
    const hostile = [variable, '$${KEY_ENCRYPTION_KEY}', '$$${KEY_ENCRYPTION_KEY:-x}', '${', '$${', 'a $ {b}']
    const users = hostile.map((text) => ({
      username: text,
      firstName: text,
      attributes: { note: [text], locale: [text], [variable]: ['x'] },
      realmRoles: [text],
    }))
    const client = { clientId: 'app', secret: variable.padEnd(40, 'x'), redirectUris: ['https://app.example/cb'], defaultClientScopes: [] }
    const converted = toSeed({ users, clients: [client, { ...client, clientId: 'masked', secret: '***' }] })
    const variables = { KEY_ENCRYPTION_KEY: 'stolen', MASKED_SECRET: 'set by the operator' }
    const read = replaceVariables(converted.seed, variables) as typeof converted.seed
    expect(
      converted.people.map(({ username, claims, attributes, roles }) => [
        username,
        claims?.['name'],
        claims?.['locale'],
        attributes?.['note'],
        roles,
      ]),
    ).toEqual(hostile.map((text) => [text, text, text, text, [{ role: text }]]))
    expect(read.attributes.map(({ attribute }) => attribute)).toEqual(['note'])
    expect(read.clients.map((one) => one['client_secret'])).toEqual([client.secret, 'set by the operator'])
  })

  it('is empty where the realm is', () => {
    expect(toSeed({})).toEqual({ seed: { attributes: [], groups: [], scopes: [], clients: [] }, people: [], notes: [] })
  })
})
