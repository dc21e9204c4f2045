import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { parseEnv } from 'node:util'
import { loadSettings } from '#platform/config/load-settings'
import { readSeedDocument } from '#operations/seeds/document/read-seed-document'
import type { SeedDocument } from '#operations/seeds/document/seed-document'
import { supportedClaims } from '#libs/token-claims/claims-of-scope'

interface SuiteClient {
  readonly client_id: string
  readonly client_secret?: string
  readonly scope?: string
  readonly jwks?: { readonly keys: readonly Record<string, string>[] }
}
interface Plan extends Readonly<Record<string, unknown>> {
  readonly alias: string
  readonly server: { readonly discoveryUrl: string }
  readonly browser: readonly { readonly match: string; readonly tasks: readonly { readonly commands?: readonly string[][] }[] }[]
}

const tool = join(__dirname, '../../tools/conformance-profile.mjs')
const usual = ['--suite-base', 'https://suite.example.com:8443', '--alias', 'aldgate']
const base = 'https://suite.example.com:8443/test/a/aldgate'
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi']
const fapiPlans = ['fapi2-sp-final-client-credentials', 'fapi2-sp-final-openid', 'fapi2-sp-final-plain-oauth']
const [basicPlans, logoutPlans] = [
  ['oidc-basic', 'oidc-form-post-basic'],
  ['oidc-back-channel-logout', 'oidc-rp-initiated-logout'],
]

const metadataOf = (plan: string) => (/plain|credentials/.test(plan) ? 'oauth-authorization-server' : 'openid-configuration')

describe('the conformance profile', () => {
  let out: string
  let seedText: string
  let seed: SeedDocument
  let plans: ReadonlyMap<string, Plan>
  beforeAll(() => {
    out = mkdtempSync(join(tmpdir(), 'aldgate-profile-'))
    execFileSync(process.execPath, [tool, ...usual, '--out', out])
    seedText = readFileSync(join(out, 'seed.json'), 'utf8')
    seed = readSeedDocument(seedText, { source: 'seed.json', variables: {}, production: true })
    const files = readdirSync(join(out, 'plans'))
    plans = new Map(files.map((file) => [basename(file, '.json'), JSON.parse(readFileSync(join(out, 'plans', file), 'utf8')) as Plan]))
  })
  afterAll(() => rmSync(out, { recursive: true }))

  const registered = (clientId: string) => seed.clients.find(({ metadata }) => metadata.client_id === clientId)
  const clientsOf = (plan: string) =>
    ['client', 'client2', 'client_secret_post'].flatMap((key) => (plans.get(plan)?.[key] as SuiteClient | undefined) ?? [])

  it('covers every plan that the server is meant to pass, each under the name that the suite runs it by', () => {
    expect([...plans.keys()].toSorted()).toEqual([...fapiPlans, ...basicPlans, ...logoutPlans, 'oidc-config'].toSorted())
    const lines = readFileSync(join(out, 'plans.txt'), 'utf8').trim().split('\n')
    expect(lines.map((line) => /^[\w-]+-test-plan(?:\[\w+=\w+\])* plans\/([\w-]+)\.json$/.exec(line)?.[1] ?? line).toSorted()).toEqual(
      [...plans.keys()].toSorted(),
    )
  })

  it.each(fapiPlans)('%s has two clients whose keys the server knows by their public halves', (plan) => {
    const clients = clientsOf(plan)
    expect(clients).toHaveLength(2)
    for (const { client_id: clientId, jwks, scope } of clients) {
      const [key = {}] = jwks?.keys ?? []
      const { metadata } = registered(clientId) ?? {}
      expect(privateMembers.every((name) => name in key)).toBe(true)
      expect(metadata).toMatchObject({ security_profile: 'fapi2', id_token_signed_response_alg: 'PS256', scope })
      expect(metadata?.jwks?.keys).toEqual([expect.objectContaining({ kid: key['kid'], n: key['n'], e: key['e'], alg: 'PS256' })])
    }
    expect(new Set(clients.map(({ jwks }) => jwks?.keys[0]?.['n'])).size).toBe(2)
  })

  it.each([...basicPlans, ...logoutPlans])('%s has clients whose secrets the server knows, each by its method', (plan) => {
    const clients = clientsOf(plan)
    const methods = clients.map(({ client_id: clientId }) => registered(clientId)?.metadata.token_endpoint_auth_method)
    const post = basicPlans.includes(plan) ? ['client_secret_post'] : []
    expect(methods).toEqual(['client_secret_basic', 'client_secret_basic', ...post])
    expect(clients.map(({ client_id: clientId }) => registered(clientId)?.clientSecrets)).toEqual(
      clients.map((client) => [client.client_secret]),
    )
    expect(new Set(clients.map((client) => client.client_secret)).size).toBe(methods.length)
  })

  it('registers the addresses that the suite takes answers at', () => {
    const withCodes = seed.clients.filter(({ metadata }) => metadata.grant_types.includes('authorization_code'))
    for (const { metadata } of withCodes)
      expect(metadata.redirect_uris).toEqual([`${base}/callback`, `${base}/callback?dummy1=lorem&dummy2=ipsum`])
    expect(withCodes.map(({ metadata }) => metadata.client_id)).toHaveLength(11)
  })

  it('tells the applications of the Back-Channel Logout plan of logouts, and no other, whose modules would not expect it', () => {
    const [post_logout_redirect_uris, backchannel_logout_uri] = [[`${base}/post_logout_redirect`], `${base}/backchannel_logout`]
    const addressesOf = (plan: string) => clientsOf(plan).map(({ client_id: clientId }) => registered(clientId)?.metadata)
    for (const metadata of basicPlans.flatMap(addressesOf)) expect(metadata).toMatchObject({ post_logout_redirect_uris: [] })
    for (const metadata of [...basicPlans, 'oidc-rp-initiated-logout'].flatMap(addressesOf))
      expect(metadata).not.toHaveProperty('backchannel_logout_uri')
    for (const metadata of logoutPlans.flatMap(addressesOf)) expect(metadata).toMatchObject({ post_logout_redirect_uris })
    for (const metadata of addressesOf('oidc-back-channel-logout'))
      expect(metadata).toMatchObject({ backchannel_logout_uri, backchannel_logout_session_required: true })
  })

  it('keeps private keys out of the seed', () => {
    const { clients } = JSON.parse(seedText) as { clients: { jwks?: { keys: object[] } }[] }
    const members = clients.flatMap(({ jwks }) => (jwks?.keys ?? []).flatMap((key) => Object.keys(key)))
    expect(members.filter((name) => privateMembers.includes(name))).toEqual([])
    for (const client of fapiPlans.flatMap(clientsOf)) expect(seedText).not.toContain(client.jwks?.keys[0]?.['d'])
  })

  it('has a person with every claim, who signs in by the automation of each plan', () => {
    const [person] = seed.users
    // Whom somebody belongs to is no claim of an account.
    const others = new Set(['sub', 'groups', 'roles', 'entitlements'])
    const ofAccounts = supportedClaims.filter((name) => !others.has(name))
    expect(Object.keys(person?.claims ?? {}).toSorted()).toEqual(ofAccounts.toSorted())
    for (const { browser } of plans.values()) {
      const commands = browser.flatMap(({ tasks }) => tasks.flatMap((task) => task.commands ?? []))
      expect(commands).toContainEqual(['text', 'id', 'username', person?.username, 'optional'])
      expect(commands).toContainEqual(['text', 'id', 'password', person?.password, 'optional'])
    }
  })

  it('clicks on nothing that the pages do not have', () => {
    const views = ['login', 'consent', 'logout', 'logged-out', 'error'].map((name) =>
      readFileSync(join(__dirname, `../../views/${name}.eta`), 'utf8'),
    )
    const ids = [...JSON.stringify([...plans.values()]).matchAll(/\["(?:wait|text|click)","id","([\w-]+)"/g)].map(([, id]) => id ?? '')
    expect([...new Set(ids)].filter((id) => id !== 'submission_complete' && !views.join('').includes(`id="${id}"`))).toEqual([])
  })

  it('points the suite at the metadata of the variant', () => {
    const addresses = [...plans].map(([name, { server, alias }]) => [name, alias, server.discoveryUrl])
    for (const [name = '', alias, url] of addresses)
      expect([alias, url]).toEqual(['aldgate', `https://op.test:9443/.well-known/${metadataOf(name)}`])
  })

  it('has an environment that the server starts with, once there is a certificate', () => {
    const { TLS_CERT_FILE, TLS_KEY_FILE, ...environment } = parseEnv(readFileSync(join(out, 'server.env'), 'utf8'))
    expect([TLS_CERT_FILE, TLS_KEY_FILE]).toEqual([join(out, 'tls.crt'), join(out, 'tls.key')])
    const settings = loadSettings(environment)
    expect(settings.server).toMatchObject({ issuer: 'https://op.test:9443', port: 9443, environment: 'test' })
    expect(settings.seed.source).toEqual({ kind: 'file', path: join(out, 'seed.json') })
    expect(settings.outbound.allow).toEqual(['suite.example.com'])
  })

  it('makes files that their owner alone can read, with secrets that are new each time', () => {
    for (const file of ['seed.json', 'server.env', 'plans/oidc-basic.json']) expect(statSync(join(out, file)).mode & 0o077).toBe(0)
    execFileSync(process.execPath, [tool, ...usual, '--out', out])
    const again = JSON.parse(readFileSync(join(out, 'plans/oidc-basic.json'), 'utf8')) as Plan
    expect((again['client'] as SuiteClient).client_secret).not.toBe(clientsOf('oidc-basic')[0]?.client_secret)
  })

  it.each([
    [[], '--suite-base must be an https address'],
    [['--suite-base', 'http://suite.example.com', '--alias', 'a'], '--suite-base must be https, a host and a port alone'],
    [['--suite-base', 'https://suite.example.com/test', '--alias', 'a'], '--suite-base must be https, a host and a port alone'],
    [['--suite-base', 'https://suite.example.com'], '--out is needed'],
    [['--suite-base', 'https://suite.example.com', '--out', 'x', '--alias', 'a b'], '--alias must be letters, digits, - and _'],
    [[...usual, '--out', 'x', '--resource', 'http://rs.test'], '--resource must be an https address'],
    [[...usual, '--out', 'x', '--keys', 'HS256'], '--keys must be one of PS256, ES256, EdDSA'],
    [
      [...usual, '--out', 'x', '--oidc-auth', 'none'],
      '--oidc-auth must be one of client_secret_basic, client_secret_post, private_key_jwt',
    ],
    [[...usual, '--surprise'], "Unknown option '--surprise'"],
  ])('refuses %j in a line and writes nothing', (given, sentence) => {
    const { status, stderr } = spawnSync(process.execPath, [tool, ...given], { cwd: out, encoding: 'utf8' })
    expect([status, stderr.split('\n')[0]]).toEqual([2, expect.stringContaining(sentence)])
    expect(readdirSync(out).toSorted()).toEqual(['expected-skips.json', 'plans', 'plans.txt', 'resource.env', 'seed.json', 'server.env'])
  })
})
