import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { loadSettings } from './load-settings'
import { demoSeedFile } from './seed-settings'
import { SettingsError } from './settings-error'

const aKey = () => randomBytes(32).toString('base64')
const production = { ISSUER: 'https://login.example.com', KEY_ENCRYPTION_KEY: aKey() }
const development = { NODE_ENV: 'development' }
const test = { NODE_ENV: 'test', KEY_ENCRYPTION_KEY: aKey() }

const aPrivateKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

// A pair made for this test alone (CN=localhost).
const certificate = `-----BEGIN CERTIFICATE-----
MIIBfjCCASOgAwIBAgIUcOVmxtsWW3F1ER9ZQKUdVRxA3LQwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MB4XDTI2MTEyMzIwNTEwMVoXDTM2MTEyMDIw
NTEwMVowFDESMBAGA1UEAwwJbG9jYWxob3N0MFkwEwYHKoZIzj0CAQYIKoZIzj0D
AQcDQgAENyOG55DfiquDNgAj7pkVu6k4Kb2JtKH89GBF0yZNxQBEg3nnmzqhO5df
cWlDPHzeqZ87AZ5BVU/RZXjsng/WU6NTMFEwHQYDVR0OBBYEFAKr3HkoeXvYw1cz
ff4FrToHwJ6nMB8GA1UdIwQYMBaAFAKr3HkoeXvYw1czff4FrToHwJ6nMA8GA1Ud
EwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhAI9hNVL3PTgpRgkIdcU/gGXV
SRjc1iRazk16eO58HbykAiEA3peOeFls4/P16ZLlmM+QUZpsENqIDltRgHjf6tN8
CfA=
-----END CERTIFICATE-----`
const privateKeyOfCertificate = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgQhnZgce+vk3FIi5s
7WdbR8W89JfhtR2nsvwbdmkAg9qhRANCAAQ3I4bnkN+Kq4M2ACPumRW7qTgpvYm0
ofz0YEXTJk3FAESDeeebOqE7l19xaUM8fN6pnzsBnkFVT9FleOyeD9ZT
-----END PRIVATE KEY-----`

const withTls = (key: string | undefined) => ({ ...development, TLS_CERT: certificate, TLS_KEY: key })

const refusalOf = (env: NodeJS.ProcessEnv): string => {
  try {
    loadSettings(env)
  } catch (error) {
    if (error instanceof SettingsError) return error.message
    throw error
  }
  return 'accepted'
}

describe('ALDGATE_SIGNING_ALGORITHMS', () => {
  const setting = (text: string) => ({ ...test, ALDGATE_SIGNING_ALGORITHMS: text })

  it('is all unless told, and a list of those that are used in an order of our own (SEC-54)', () => {
    expect(loadSettings(test).keys.algorithms).toEqual(['ES256', 'PS256', 'RS256', 'EdDSA'])
    expect(loadSettings(setting('EdDSA, ES256,EdDSA')).keys.algorithms).toEqual(['ES256', 'EdDSA'])
  })

  it('never leaves out ES256, and knows no others (FAPI2-SP-FINAL-5.4.1-1, SEC-54)', () => {
    expect(refusalOf(setting('RS256'))).toContain('ALDGATE_SIGNING_ALGORITHMS must include ES256')
    for (const text of ['none', 'HS256,ES256', 'es256'])
      expect(refusalOf(setting(text))).toContain('must be a list of ES256, PS256, RS256, EdDSA')
  })
})

const noInnerNetwork = 'must not hold link-local addresses (169.254.0.0/16, fe80::/10) or IPv6 addresses that stand for IPv4 ones'

describe('the settings of a development server', () => {
  const settings = loadSettings(development)

  it('have the defaults of the contract', () => {
    expect(settings.server).toMatchObject({
      environment: 'development',
      port: 3000,
      host: '127.0.0.1',
      issuer: 'http://localhost:3000',
      trustProxy: [],
      logLevel: 'info',
      shutdownDelaySeconds: 0,
    })
    expect(settings.database).toMatchObject({ location: { kind: 'sqlite', path: './data/aldgate.sqlite' }, migrate: 'on-start' })
    expect(settings.passwords).toMatchObject({ memoryKiB: 19456, passes: 2, lanes: 1 })
    expect(settings.dpop).toMatchObject({ nonce: 'offered', maxAgeSeconds: 60 })
    expect(settings.outbound.allow).toEqual([])
    expect(settings.metrics).toMatchObject({ allow: ['127.0.0.0/8', '::1'] })
    expect(settings.secrets.keyEncryptionKeys).toBeUndefined()
    expect(settings.seed.source).toEqual({ kind: 'file', path: demoSeedFile })
  })

  it('have the lifetimes and limits of the contract (FAPI2-SP-FINAL-5.3.2.2-12, FAPI2-SP-FINAL-5.3.2.1-11)', () => {
    expect(Object.fromEntries(Object.entries(settings.lifetimes))).toEqual({
      code: 60,
      requestUri: 90,
      interaction: 1800,
      accessToken: 600,
      accessTokenFapi2: 300,
      idToken: 600,
      refreshTokenIdle: 30 * 86_400,
      refreshToken: 180 * 86_400,
      sessionIdle: 3600,
      session: 43_200,
      clientAssertion: 600,
    })
    expect(Object.fromEntries(Object.entries(settings.limits))).toEqual({
      enabled: true,
      accountFailures: 10,
      accountFailuresInAll: 100,
      addressFailures: 100,
      loginWindowSeconds: 900,
      clientFailures: 100,
      clientWindowSeconds: 60,
      pushedRequests: 1000,
      sessionsPerPerson: 100,
      grantsPerClient: 100,
    })
  })

  it('are frozen, and so is what they hold', () => {
    expect([settings, ...Object.values(settings), settings.server.trustProxy, settings.passwords.hash].every(Object.isFrozen)).toBe(true)
  })

  it('make the issuer of the port', () => {
    expect(loadSettings({ ...development, PORT: '8080' }).server.issuer).toBe('http://localhost:8080')
  })
})

describe('the settings of a production server', () => {
  it('let nobody read the metrics (SEC-455)', () => {
    expect(loadSettings(production).metrics.allow).toEqual([])
    expect(loadSettings(production).metrics.token).toBeUndefined()
  })
})

describe('the address to listen on', () => {
  it('is loopback in development, every interface elsewhere, and HOST wherever it is set', () => {
    const hostOf = (env: NodeJS.ProcessEnv) => loadSettings(env).server.host
    expect([hostOf(development), hostOf(production), hostOf(test)]).toEqual(['127.0.0.1', undefined, undefined])
    expect([development, production].map((env) => hostOf({ ...env, HOST: '10.0.0.7' }))).toEqual(['10.0.0.7', '10.0.0.7'])
  })
})

describe('a setting', () => {
  let folder: string
  const file = (content: string) => {
    const path = join(folder, 'value')
    writeFileSync(path, content)
    return path
  }
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'settings-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('may be the content of a file', () => {
    expect(loadSettings({ ...development, PORT_FILE: file('4321\n') }).server).toMatchObject({
      port: 4321,
      issuer: 'http://localhost:4321',
    })
    expect(loadSettings({ ...development, ALDGATE_CODE_LIFETIME_FILE: file('30') }).lifetimes.code).toBe(30)
  })

  it('is refused when it is set twice', () => {
    expect(refusalOf({ ...development, PORT: '1', PORT_FILE: file('1') })).toBe('PORT must not be set together with PORT_FILE')
    expect(refusalOf({ ...development, SEED: 'clients: []', SEED_FILE: 'a.yaml' })).toBe('SEED must not be set together with SEED_FILE')
  })

  it('is refused when its file is missing or empty; the path stays unsaid, since it may be a misplaced secret', () => {
    expect(refusalOf({ ...development, KEY_ENCRYPTION_KEY_FILE: '/nowhere/secret' })).toBe(
      'KEY_ENCRYPTION_KEY_FILE names a file that cannot be read (ENOENT)',
    )
    expect(refusalOf({ ...development, KEY_ENCRYPTION_KEY_FILE: file(' \n') })).toBe('KEY_ENCRYPTION_KEY_FILE names an empty file')
  })

  it('is refused when its file is not UTF-8, rather than read with replaced characters', () => {
    const path = join(folder, 'value')
    writeFileSync(path, Buffer.from('jürgen', 'latin1'))
    expect(refusalOf({ ...development, ALDGATE_NAME_FILE: path })).toBe(
      'ALDGATE_NAME_FILE names a file that is not UTF-8; save it as UTF-8',
    )
    writeFileSync(path, Buffer.from('\ufeffsqlite://x', 'utf16le'))
    expect(refusalOf({ ...development, DATABASE_URL_FILE: path })).toBe('DATABASE_URL_FILE names a file that is UTF-16; save it as UTF-8')
  })

  it('counts as absent when it is empty', () => {
    expect(loadSettings({ ...development, PORT: '', TRUST_PROXY: ' ' }).server).toMatchObject({ port: 3000, trustProxy: [] })
  })

  it('is refused when its ALDGATE_ name is unknown', () => {
    expect(refusalOf({ ...development, ALDGATE_CODE_LIFETIM: '30' })).toBe(
      'ALDGATE_CODE_LIFETIM is not a setting (.env.example lists them all)',
    )
    expect(refusalOf({ ...development, ALDGATE_NOTHING_FILE: '/x' })).toMatch(/^ALDGATE_NOTHING_FILE is not a setting/)
  })

  it('is no variable that Kubernetes sets for a service of the namespace', () => {
    const link = (service: string) => ({
      [`${service}_SERVICE_HOST`]: '10.43.0.7',
      [`${service}_SERVICE_PORT`]: '80',
      [`${service}_SERVICE_PORT_HTTP`]: '80',
      [`${service}_PORT`]: 'tcp://10.43.0.7:80',
      [`${service}_PORT_80_TCP`]: 'tcp://10.43.0.7:80',
      [`${service}_PORT_80_TCP_PROTO`]: 'tcp',
      [`${service}_PORT_80_TCP_PORT`]: '80',
      [`${service}_PORT_80_TCP_ADDR`]: '10.43.0.7',
    })
    expect(refusalOf({ ...development, ...link('ALDGATE'), ...link('ALDGATE_NOWHERE'), ...link('ALDGATE_CODE_LIFETIME') })).toBe('accepted')
    expect(refusalOf({ ...development, ALDGATE_PORT: '3000' })).toMatch(/^ALDGATE_PORT is not a setting/)
    expect(refusalOf({ ...development, ALDGATE_SERVICE_PORT: 'http' })).toMatch(/^ALDGATE_SERVICE_PORT is not a setting/)
  })

  it.each([
    ['NODE_ENV', 'staging', 'must be one of production, development, test'],
    ['PORT', 'abc', 'must be a whole number'],
    ['PORT', '-1', 'must be a whole number'],
    ['PORT', '65536', 'must be from 0 to 65535'],
    ['ALDGATE_OUTBOUND_NETWORKS', '169.254.0.0/16', noInnerNetwork],
    ['ALDGATE_OUTBOUND_NETWORKS', '169.254.9.0/24', noInnerNetwork],
    ['ALDGATE_OUTBOUND_NETWORKS', '169.254.169.254', noInnerNetwork],
    ['ALDGATE_OUTBOUND_NETWORKS', '128.0.0.0/1', noInnerNetwork],
    ['ALDGATE_OUTBOUND_NETWORKS', 'fe80::/10', noInnerNetwork],
    ['ALDGATE_OUTBOUND_NETWORKS', 'fe80:1::/64', noInnerNetwork],
    ['ALDGATE_OUTBOUND_NETWORKS', '::/1', noInnerNetwork],
    ['ALDGATE_OUTBOUND_NETWORKS', '::ffff:169.254.0.0/112', noInnerNetwork],
    ['ALDGATE_OUTBOUND_NETWORKS', '64:ff9b::a00:0/104', noInnerNetwork],
    ['ALDGATE_OUTBOUND_NETWORKS', '2002:a9fe::/32', noInnerNetwork],
    ['ALDGATE_OUTBOUND_NETWORKS', '0.0.0.0/0', 'must not name every address there is'],
    ['LOG_LEVEL', 'loud', 'must be one of fatal, error, warn, info, debug, trace, silent'],
    ['SHUTDOWN_DELAY', '1.5', 'must be a whole number'],
    ['MIGRATE', 'yes', 'must be one of on-start, off'],
    ['RATE_LIMITS', 'true', 'must be one of on, off'],
    ['DPOP_NONCE', 'maybe', 'must be one of offered, required'],
    ['ALDGATE_CODE_LIFETIME', '61', 'must be from 1 to 60'],
    ['ALDGATE_REQUEST_URI_LIFETIME', '600', 'must be from 5 to 599'],
    ['ALDGATE_CLIENT_ASSERTION_LIFETIME', '0', 'must be from 10 to 600'],
    ['ALDGATE_LOGIN_WINDOW', '15m', 'must be a whole number'],
    ['TLS_KEY', 'no pem', 'must be a private key as PEM text without a passphrase'],
    ['TLS_CERT', 'no pem', 'must be a certificate as PEM text'],
  ])('is refused in one line: %s=%s (SEC-361, SEC-453)', (name, value, rule) => {
    expect(refusalOf({ ...development, [name]: value })).toBe(`${name} ${rule}`)
  })

  it('is reported together with every other one that is wrong, each in a line of its own (SEC-361)', () => {
    const wrong = { NODE_ENV: 'production', PORT: 'abc', ALDGATE_CODE_LIFETIME: '61', ALDGATE_CODE_LIFETIM: '60', RATE_LIMITS: 'off' }
    expect(refusalOf({ ...wrong, TLS_KEY: 'no pem', TLS_CERT: certificate }).split('\n')).toEqual([
      'ALDGATE_CODE_LIFETIM is not a setting (.env.example lists them all)',
      'PORT must be a whole number',
      'TLS_KEY must be a private key as PEM text without a passphrase',
      'ALDGATE_CODE_LIFETIME must be from 1 to 60',
      'ISSUER must be set to an https URL (NODE_ENV is production)',
      'KEY_ENCRYPTION_KEY must be set (openssl rand -base64 32), to the same value on every node (NODE_ENV is production)',
      'RATE_LIMITS must be on (NODE_ENV is production)',
    ])
  })

  it('is not blamed for a NODE_ENV that is wrong', () => {
    expect(refusalOf({ NODE_ENV: 'staging', PORT: 'abc' }).split('\n')).toEqual([
      'NODE_ENV must be one of production, development, test',
      'PORT must be a whole number',
    ])
  })

  it('that is a TLS key needs its certificate', () => {
    expect(refusalOf({ ...development, TLS_KEY: aPrivateKey() })).toBe('TLS_CERT must be set together with TLS_KEY')
  })

  it('that is a TLS certificate needs the key that it is for', () => {
    expect(refusalOf(withTls(privateKeyOfCertificate))).toBe('accepted')
    expect(refusalOf(withTls(aPrivateKey()))).toBe('TLS_KEY must be the private key of the first certificate in TLS_CERT')
    expect(refusalOf(withTls(undefined))).toBe('TLS_KEY must be set together with TLS_CERT')
  })

  it('that is an archive of the audit log needs to know when records go there', () => {
    expect(refusalOf({ ...development, ALDGATE_AUDIT_ARCHIVE: '/a' })).toBe(
      'ALDGATE_AUDIT_ARCHIVE must be set together with ALDGATE_AUDIT_RETENTION',
    )
    expect(refusalOf({ ...development, ALDGATE_AUDIT_RETENTION: '0' })).toBe('ALDGATE_AUDIT_RETENTION must be from 1 to 36500')
    const { audit } = loadSettings({ ...development, ALDGATE_AUDIT_ARCHIVE: '/a', ALDGATE_AUDIT_RETENTION: '365' })
    expect(audit).toEqual({ archive: '/a', retentionDays: 365 })
    expect(loadSettings(development).audit).toEqual({})
  })

  it('that is an inline seed takes the place of the demo seed', () => {
    expect(loadSettings({ ...development, SEED: 'clients: []' }).seed.source).toEqual({ kind: 'inline', text: 'clients: []' })
  })
})

describe('a secret setting', () => {
  it('is left out when a slice is printed or serialised', () => {
    const { secrets, database, seed } = loadSettings({ ...production, DATABASE_URL: 'postgres://u:hidden@db/x', SEED: 'hidden' })
    expect(secrets.keyEncryptionKeys).toHaveLength(1)
    for (const slice of [secrets, database, seed]) expect(`${inspect(slice)}${JSON.stringify(slice)}`).not.toMatch(/hidden|KEY_ENCR/)
  })
})

describe('in production', () => {
  it('safe settings are accepted, with NODE_ENV or without', () => {
    expect(loadSettings(production).server.environment).toBe('production')
    expect(refusalOf({ ...production, NODE_ENV: 'production' })).toBe('accepted')
  })

  it('there is no default seed', () => {
    expect(loadSettings(production).seed.source).toBeUndefined()
  })

  it.each([
    ['ISSUER', { ISSUER: undefined }],
    ['ISSUER', { ISSUER: 'http://login.example.com' }],
    ['KEY_ENCRYPTION_KEY', { KEY_ENCRYPTION_KEY: undefined }],
    ['PASSWORD_HASH', { PASSWORD_HASH: 'argon2id,m=19455,t=2,p=1' }],
    ['PASSWORD_HASH', { PASSWORD_HASH: 'argon2id,m=47104,t=1,p=1' }],
    ['RATE_LIMITS', { RATE_LIMITS: 'off' }],
    ['ALDGATE_OUTBOUND_ALLOW', { ALDGATE_OUTBOUND_ALLOW: 'localhost' }],
    ['SEED_FILE', { SEED_FILE: './seeds/../seeds/demo.yaml' }],
  ])('an unsafe %s is refused (SEC-453): %j', (name, unsafe) => {
    expect(refusalOf({ ...production, ...unsafe })).toMatch(new RegExp(`^${name} must .* \\(NODE_ENV is production\\)$`))
  })

  it.each([
    { PASSWORD_HASH: 'argon2id,m=65536,t=3,p=4' },
    { SEED_FILE: '/etc/aldgate/seed.yaml' },
    { DATABASE_URL: 'postgres://aldgate:secret@db/aldgate' },
    { TRUST_PROXY: '10.0.0.0/8, ::1' },
    { ALDGATE_OUTBOUND_NETWORKS: '10.1.0.0/16, fd00::/8, 192.168.7.9' },
  ])('a safe one is accepted: %j', (safe) => {
    expect(refusalOf({ ...production, ...safe })).toBe('accepted')
  })
})

describe('the signing keys’ times', () => {
  const keys = (lifetime: number, notice: number, kept: number) =>
    refusalOf({
      ...test,
      ALDGATE_SIGNING_KEY_LIFETIME: String(lifetime),
      ALDGATE_SIGNING_KEY_NOTICE: String(notice),
      ALDGATE_SIGNING_KEY_KEPT: String(kept),
    })

  it('let a key be known before it signs, and verify for as long as what it signed lives (SEC-441)', () => {
    expect(keys(1200, 600, 601)).toBe('accepted')
    expect(keys(1200, 1200, 601)).toBe('ALDGATE_SIGNING_KEY_NOTICE must be shorter than ALDGATE_SIGNING_KEY_LIFETIME')
    expect(keys(1200, 600, 600)).toBe('ALDGATE_SIGNING_KEY_KEPT must be longer than access and ID tokens live')
    expect(keys(1200, 300, 601)).toBe('ALDGATE_SIGNING_KEY_NOTICE must be from 600 to 31536000')
  })
})

describe('in test', () => {
  it.each([
    { ISSUER: 'http://localhost:1' },
    { PASSWORD_HASH: 'argon2id,m=8,t=1,p=1' },
    { RATE_LIMITS: 'off' },
    { ALDGATE_OUTBOUND_ALLOW: 'localhost' },
  ])('%j is accepted', (setting) => {
    expect(refusalOf({ ...test, ...setting })).toBe('accepted')
  })

  it('all else is as in production', () => {
    expect(refusalOf({ NODE_ENV: 'test' })).toMatch(/^KEY_ENCRYPTION_KEY must be set/)
    expect(refusalOf({ ...test, SEED_FILE: demoSeedFile })).toMatch(/^SEED_FILE must not be the demo seed/)
    expect(loadSettings(test).seed.source).toBeUndefined()
  })
})
