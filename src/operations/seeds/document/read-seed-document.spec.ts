import { exportJWK, generateKeyPair } from 'jose'
import { foreignHashes } from '../../../../test/support/foreign-hashes'
import { readSeedDocument } from './read-seed-document'
import type { SeedReading } from './read-seed-document'
import { SeedError } from './seed-error'

const secret = '0123456789abcdef0123456789abcdef'
const aHash = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g'
const aClient = { client_id: 'web', client_secret: secret, redirect_uris: ['https://app.example/cb'], scope: 'openid' }
const aUser = { username: 'carol', password: 'a password' }

const aKeySet = async () => {
  const { publicKey } = await generateKeyPair('ES256')
  return JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'demo', alg: 'ES256', use: 'sig' }] })
}

const withAddress = (address: object) => ({ users: [{ ...aUser, claims: { address } }] })

const read = (seed: unknown, reading: Partial<SeedReading> = {}) =>
  readSeedDocument(typeof seed === 'string' ? seed : JSON.stringify(seed), {
    source: 'seed.yaml',
    variables: {},
    production: false,
    ...reading,
  })

const refusalOf = (seed: unknown, reading: Partial<SeedReading> = {}): string => {
  try {
    read(seed, reading)
  } catch (error) {
    if (error instanceof SeedError) return error.message
    throw error
  }
  return 'accepted'
}

describe('a seed', () => {
  it('may be YAML', () => {
    expect(read('prune: true\nresources:\n  - resource: https://api.example\n    scopes: [payments]')).toEqual({
      prune: true,
      clients: [],
      users: [],
      groups: [],
      attributes: [],
      scopes: [],
      resources: [{ resource: 'https://api.example', scopes: ['payments'] }],
    })
  })

  it('may be JSON, and apart from a password says all by its names on the wire', () => {
    const { clients, users } = read({
      clients: [aClient],
      users: [{ ...aUser, sub: 's1', claims: { email: 'c@example.com' }, disabled: true }],
    })
    expect(clients).toMatchObject([{ metadata: { client_id: 'web', redirect_uris: ['https://app.example/cb'] }, clientSecrets: [secret] }])
    expect(users).toEqual([{ ...aUser, sub: 's1', claims: { email: 'c@example.com' }, disabled: true }])
  })

  it('may leave a list empty', () => {
    expect(read('clients:\nusers: []')).toEqual({
      prune: false,
      clients: [],
      users: [],
      resources: [],
      groups: [],
      attributes: [],
      scopes: [],
    })
  })

  it.each([
    ['', 'must be a mapping'],
    ['[]', 'must be a mapping'],
    ['clients: 3', 'clients: must be a list'],
    ['clients: {}', 'clients: must be a list'],
    ['prune: yes', 'prune: must be true or false'],
    ['client: []', 'client: is not a known name; did you mean clients?'],
    ['__proto__: {}', '__proto__: is not a known name'],
    ['clients: [web]', 'clients[0]: must be a mapping'],
  ])('is refused with its name: %s', (text, rule) => {
    expect(refusalOf(text)).toBe(`seed.yaml: ${rule}`)
  })

  it('is refused when it names something twice', () => {
    expect(refusalOf({ clients: [aClient, aClient] })).toBe('seed.yaml: clients[1] "web": client_id: stands twice')
    expect(
      refusalOf({
        users: [
          { ...aUser, sub: 'x' },
          { username: 'dave', password: 'p', sub: 'x' },
        ],
      }),
    ).toBe('seed.yaml: users[1] "dave": sub: stands twice')
    const resource = { resource: 'https://api.example', scopes: [] }
    expect(refusalOf({ resources: [resource, resource] })).toBe('seed.yaml: resources[1] "https://api.example": resource: stands twice')
    const spelled = { ...resource, resource: 'https://API.example:443/' }
    expect(refusalOf({ resources: [resource, spelled] })).toContain('resource: stands twice')
  })

  it('is refused when two usernames look alike (SEC-302)', () => {
    expect(refusalOf({ users: [aUser, { ...aUser, username: 'CAROL' }] })).toBe('seed.yaml: users[1] "CAROL": username: stands twice')
  })

  it('is refused when a client could be taken for a person (RFC9700-4.15, SEC-63)', () => {
    expect(refusalOf({ clients: [aClient], users: [{ ...aUser, sub: 'web' }] })).toBe(
      'seed.yaml: clients[0] "web": client_id: must not be the sub of a user (RFC 9700 section 4.15)',
    )
  })
})

describe('a client of a seed', () => {
  it('is held to the rules of client metadata, in one line that names the entry', () => {
    expect(refusalOf({ clients: [{ ...aClient, redirect_uris: ['http://app.example/cb'] }] })).toMatch(
      /^seed\.yaml: clients\[0\] "web": redirect_uris: .+/,
    )
    expect(refusalOf({ clients: [{ ...aClient, redirect_urls: [] }] })).toMatch(/^seed\.yaml: clients\[0\] "web": redirect_urls/)
  })

  it('may redirect to localhost by http outside production alone (FAPI2-SP-FINAL-5.3.2.2-8)', () => {
    const clients = [{ ...aClient, redirect_uris: ['http://localhost:4000/cb'] }]
    expect(refusalOf({ clients })).toBe('accepted')
    expect(refusalOf({ clients }, { production: true })).toMatch(/^seed\.yaml: clients\[0\] "web": redirect_uris: .*5\.3\.2\.2-8/)
  })

  it('never has its secret in a refusal', () => {
    expect(refusalOf({ clients: [{ ...aClient, client_secret: 'short' }] })).toMatch(/client_secret(?!.*short")/)
  })
})

describe('a user of a seed', () => {
  it('may have a hash in place of a password', () => {
    expect(read({ users: [{ username: 'carol', password_hash: aHash }] }).users).toEqual([
      { username: 'carol', passwordHash: aHash, claims: {}, disabled: false },
    ])
  })

  it.each(foreignHashes)('may have a hash of %s', (_, _password, hash) => {
    expect(read({ users: [{ username: 'carol', password_hash: hash }] }).users).toMatchObject([{ passwordHash: hash }])
  })

  it.each([
    [{ password: 'p', password_hash: aHash }, 'password: exactly one of password and password_hash is needed'],
    [{}, 'password: exactly one of password and password_hash is needed'],
    [{ password_hash: 7 }, 'password_hash: must be text (numbers, true, false and null need quotes)'],
    [
      { password_hash: '5f4dcc3b5aa765d61d8327deb882cf99' },
      'password_hash: must be an argon2, bcrypt, scrypt or PBKDF2 hash in a known form',
    ],
    [{ password_hash: '$2b$12$abcdefghijklmnopqrstuv' }, 'password_hash: must be $2b$COST$ with 53 characters of salt and hash'],
    [{ password_hash: aHash.replace('t=2', 'm=19456') }, 'password_hash: must be $argon2id$v=19$m=…,t=…,p=…$SALT$HASH'],
    [{ password_hash: aHash.replace('m=19456', 'm=99999999') }, "password_hash: argon2's memory (m, in KiB) must be 1 to 262144"],
    [{ password: 12345678 }, 'password: must be text (numbers, true, false and null need quotes)'],
    [{ password: '' }, 'password: must have from 1 to 1000 characters'],
    [{ password: 'nul\0' }, 'password: must not hold control characters'],
    [{ password: 'p', sub: 7 }, 'sub: must be text (numbers need quotes)'],
    [{ password: 'p', sub: 'with space' }, 'sub: must have from 1 to 255 printable ASCII characters, without spaces'],
    [{ password: 'p', sub: 'é' }, 'sub: must have from 1 to 255 printable ASCII characters, without spaces'],
    [{ password: 'p', sub: 's'.repeat(256) }, 'sub: must have from 1 to 255 printable ASCII characters, without spaces'],
    [{ password: 'p', sub: null }, 'sub: must be text (numbers need quotes)'],
    [{ password: 'p', disabled: 'yes' }, 'disabled: must be true or false'],
    [{ password: 'p', claims: [] }, 'claims: must be a mapping'],
    [{ password: 'p', claims: 'name' }, 'claims: must be a mapping'],
    [{ password: 'p', pasword: 'p' }, 'pasword: is not a known name; did you mean password?'],
    [{ password: 'p', constructor: 'p' }, 'constructor: is not a known name'],
    [{ password: 'p', claims: JSON.parse('{"__proto__":{}}') as unknown }, 'claims.__proto__: is not a known name'],
  ])('is refused with its name: %j (SEC-359)', (fields, rule) => {
    expect(refusalOf({ users: [{ username: 'carol', ...fields }] })).toBe(`seed.yaml: users[0] "carol": ${rule}`)
  })

  it.each(['', ' carol', 'ca\u0000rol', 'car\ud800ol', 'x'.repeat(256), '\u200b', 'ﷺ'.repeat(20)])(
    'may not be called %j (SEC-302, SEC-359)',
    (username) => {
      expect(refusalOf({ users: [{ username, password: 'p' }] })).toMatch(/: username: must/)
    },
  )

  it.each([
    ['name', 5],
    ['email', 'a@b, c@d'],
    ['email', '"a@evil.example"@b.example'],
    ['email', 'a@b.example\r\nBcc: x@y'],
    ['email_verified', 'true'],
    ['phone_number_verified', 1],
    ['profile', 'javascript:alert(1)'],
    ['picture', 'no url'],
    ['website', 'ftp://example.com'],
    ['birthdate', '4 May 1852'],
    ['locale', 'en GB'],
    ['updated_at', '2024-01-01'],
    ['updated_at', -1],
    ['address', 'a street'],
    ['address', []],
    ['sub', 'alice'],
    ['role', 'admin'],
    ['name', null],
  ])('may not have the claim %s: %j (OIDCC-5.1, SEC-312)', (name, value) => {
    expect(refusalOf({ users: [{ ...aUser, claims: { [name]: value } }] })).toMatch(
      new RegExp(`^seed\\.yaml: users\\[0\\] "carol": claims\\.${name}: `),
    )
  })

  it('has an address of known parts (OIDCC-5.1.1)', () => {
    expect(read(withAddress({ formatted: 'a\nb', country: 'UK' })).users[0]?.claims).toEqual({
      address: { formatted: 'a\nb', country: 'UK' },
    })
    expect(refusalOf(withAddress({ planet: 'Earth' }))).toBe('seed.yaml: users[0] "carol": claims.address.planet: is not a known name')
  })
})

describe('a resource of a seed', () => {
  it.each([
    [{ resource: 'api', scopes: [] }, 'resource: must be an absolute URI'],
    [{ resource: '/api', scopes: [] }, 'resource: must be an absolute URI'],
    [{ resource: 'https://api.example/a b', scopes: [] }, 'resource: must be an absolute URI'],
    [{ resource: 'https://api.example#x', scopes: [] }, 'resource: must not have a fragment'],
    [{ resource: 'https://api.example' }, 'scopes: must be a list'],
    [{ resource: 'https://api.example', scopes: 'payments' }, 'scopes: must be a list'],
    [{ resource: 'https://api.example', scopes: [7] }, 'scopes: must be a list of scopes in the characters of RFC 6749 section 3.3'],
    [{ resource: 'https://api.example', scopes: ['a b'] }, 'scopes: must be a list of scopes in the characters of RFC 6749 section 3.3'],
    [{ resource: 'https://api.example', scopes: ['a"'] }, 'scopes: must be a list of scopes in the characters of RFC 6749 section 3.3'],
    [{ resource: 'https://api.example', scopes: [], access_token_typ: 'jwt' }, 'access_token_typ: must be one of at+jwt, JWT'],
    [
      { resource: 'https://api.example', scopes: [], access_token_signed_response_alg: 'HS256' },
      'access_token_signed_response_alg: must be one of ES256, PS256, RS256, EdDSA',
    ],
    [{ resource: 'https://api.example', scopes: ['a', 'a'] }, 'scopes: must not name a scope twice'],
    [{ resource: 'https://api.example', scopes: ['openid'] }, /^scopes: must not name a scope of the server's own/],
    [{ resource: 'https://api.example', scopes: [], scope: '' }, 'scope: is not a known name; did you mean scopes?'],
  ])('is refused with its name: %j (RFC8707-2, RFC6749-3.3)', (resource, rule) => {
    const [, message] = /^seed\.yaml: resources\[0\] "[^"]*": (.*)$/.exec(refusalOf({ resources: [resource] })) ?? []
    expect(message).toMatch(rule)
  })
})

it('names the resource whose access tokens the server does not sign so (RFC9068-2.1)', () => {
  const resource = { resource: 'https://api.example.com', scopes: [], access_token_signed_response_alg: 'RS256' }
  expect(refusalOf({ resources: [resource] }, { signingAlgorithms: ['ES256'] })).toBe(
    'seed.yaml: resources[0] "https://api.example.com": access_token_signed_response_alg: must be one of ES256: ALDGATE_SIGNING_ALGORITHMS leaves out RS256',
  )
})

describe('a variable', () => {
  it('may bring a whole set of keys', async () => {
    const client = {
      client_id: 'web',
      token_endpoint_auth_method: 'private_key_jwt',
      redirect_uris: ['https://app.example/cb'],
      jwks: '${KEYS}',
    }
    const { clients } = read({ clients: [client] }, { variables: { KEYS: await aKeySet() } })
    expect(clients[0]?.metadata.jwks).toMatchObject({ keys: [{ kid: 'demo' }] })
  })

  it('that is not set names the entry that needs it', () => {
    expect(refusalOf({ clients: [{ ...aClient, client_secret: '${WEB_SECRET}' }] })).toBe(
      'seed.yaml: clients[0] "web": client_secret: ${WEB_SECRET} is not set',
    )
    expect(refusalOf('prune: ${PRUNE}')).toBe('seed.yaml: prune: ${PRUNE} is not set')
  })

  it('never has its value in a refusal', () => {
    expect(refusalOf({ users: [{ username: 'carol', password: '${P}' }] }, { variables: { P: 'hid\0den' } })).toBe(
      'seed.yaml: users[0] "carol": password: must not hold control characters',
    )
  })
})
