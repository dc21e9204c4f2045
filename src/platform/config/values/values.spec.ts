import { createHash, randomBytes } from 'node:crypto'
import { BrokenRule } from './broken-rule'
import { parseAbsolutePath } from './parse-absolute-path'
import { parseBearerToken } from './parse-bearer-token'
import { setImmediate } from 'node:timers/promises'
import { Client } from 'pg'
import { parseDatabaseUrl } from './parse-database-url'
import { parseEncryptionKeys } from './parse-encryption-keys'
import { parseHost } from './parse-host'
import { parseIssuer } from './parse-issuer'
import { parseListeningAddress } from './parse-listening-address'
import { parseList } from './parse-list'
import { isCheaper, parsePasswordHash } from './parse-password-hash'
import { parseProxy } from './parse-proxy'

describe('an issuer', () => {
  it.each([
    'https://login.example.com',
    'https://login.example.com:8443',
    'http://localhost:3000',
    'http://[::1]:3000',
    'https://login.example.com/auth',
    'http://[::1]:3000/realms/Some_One-2.0',
  ])('may be %s', (text) => {
    expect(parseIssuer(text)).toBe(text)
  })

  it.each([
    ['login.example.com', 'http or https URL'],
    ['ftp://login.example.com', 'http or https URL'],
    ['https:login.example.com', 'http or https URL'],
    ['https://a:b@login.example.com', 'user information'],
    ['https://login.example.com?a=b', 'query'],
    ['https://login.example.com?', 'query'],
    ['https://login.example.com#x', 'fragment'],
    ['https://login.example.com#', 'fragment'],
    ['https://login.example.com/', 'trailing slash'],
    ['https://login.example.com/auth/', 'trailing slash'],
    ['https://login.example.com/auth?a=b', 'query'],
    ['https://login.example.com//auth', 'empty path segment'],
    ['https://login.example.com/a//b', 'empty path segment'],
    ['https://login.example.com/a/../b', 'dot segment'],
    ['https://login.example.com/./b', 'dot segment'],
    ['https://login.example.com/..', 'dot segment'],
    ['https://login.example.com/%61uth', 'percent-encoded'],
    ['https://login.example.com/%2e%2e/auth', 'percent-encoded'],
    ['https://login.example.com/a b', 'letters, digits'],
    ['https://login.example.com/a;b=c', 'letters, digits'],
    ['https://login.example.com/~a', 'letters, digits'],
    ['https://login.example.com/ä', 'letters, digits'],
    ['https://login.example.com/a\tb', 'letters, digits'],
    ['https://login.example.com/auth ', 'letters, digits'],
    ['https://login.example.com\\auth', 'normal form'],
    ['https://login.example.com/health', '/.well-known, /health or /metrics'],
    ['https://login.example.com/.well-known/auth', '/.well-known, /health or /metrics'],
    ['https://LOGIN.example.com/auth', 'normal form'],
    ['https://login.example.com:443/auth', 'normal form'],
    ['https://login.example.com:443', 'normal form'],
    ['https://LOGIN.example.com', 'normal form'],
    ['HTTPS://login.example.com', 'normal form'],
  ])('may not be %s (RFC8414-2)', (text, rule) => {
    expect(() => parseIssuer(text)).toThrow(rule)
  })
})

describe('an address to listen on', () => {
  it.each(['127.0.0.1', '::1', '0.0.0.0', '::', '10.1.2.3', 'fe80::1'])('may be %s', (text) => {
    expect(parseListeningAddress(text)).toBe(text)
  })

  it.each(['localhost', '127.1', '*', '127.0.0.1:3000', '[::1]', '10.0.0.0/8'])('may not be %s', (text) => {
    expect(() => parseListeningAddress(text)).toThrow('must be an IP address of this machine')
  })
})

describe('a trusted proxy', () => {
  it.each(['10.1.2.3', '10.0.0.0/8', '::1', 'fd00::/8', '192.168.0.1/32'])('may be %s (SEC-366)', (text) => {
    expect(parseProxy(text)).toBe(text)
  })

  it.each([
    '10.1',
    '0x7f000001',
    'localhost',
    'loopback',
    'true',
    '1',
    '10.0.0.0/33',
    'fd00::/129',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '10.0/8',
    '300.1.1.1',
  ])('may not be %s (SEC-366)', (text) => {
    expect(() => parseProxy(text)).toThrow('IP addresses or CIDRs')
  })

  it.each(['0.0.0.0/0', '::/0', '10.0.0.0/00'])('may not be everybody: %s (SEC-366)', (text) => {
    expect(() => parseProxy(text)).toThrow(BrokenRule)
  })
})

describe('a token for /metrics', () => {
  it.each(['a'.repeat(32), `${'0aZ-._~+/'.repeat(4)}==`])('may be %s', (text) => {
    expect(parseBearerToken(text)).toBe(text)
  })

  it.each(['a'.repeat(31), `${'a'.repeat(32)} b`, `${'a'.repeat(32)}"`, `${'a'.repeat(32)}=a`])('may not be %s (SEC-455)', (text) => {
    expect(() => parseBearerToken(text)).toThrow('32 characters or more')
  })
})

describe('a list', () => {
  it('is separated by commas, with spaces or without', () => {
    expect(parseList(parseHost)('localhost, API.example.com,[::1]')).toEqual(['localhost', 'api.example.com', '[::1]'])
  })

  it('has no empty items', () => {
    expect(() => parseList(parseHost)('a,,b')).toThrow('without empty items')
  })

  it.each(['https://a', 'a:80', 'a/b', 'u@a', '::1', 'a b'])('of hosts may not name %s', (text) => {
    expect(() => parseHost(text)).toThrow('hosts without scheme and port')
  })
})

describe('a database URL', () => {
  it.each([
    ['sqlite://./data/x.sqlite', './data/x.sqlite'],
    ['sqlite:///var/lib/x.sqlite', '/var/lib/x.sqlite'],
    ['sqlite://x y?.sqlite', 'x y?.sqlite'],
  ])('%s names the file %s', (text, path) => {
    expect(parseDatabaseUrl(text)).toEqual({ kind: 'sqlite', path })
  })

  it.each(['postgres://u:p@db:5432/x', 'postgresql://db/x?sslmode=verify-full'])('%s is PostgreSQL', (url) => {
    expect(parseDatabaseUrl(url)).toEqual({ kind: 'postgres', url })
  })

  it.each(['mysql://u:hidden@db/x', 'sqlite://', 'sqlite:x', 'sqlite://:memory:', 'postgres://u:hid[den@[/x', 'hidden'])(
    '%s is refused, and not repeated',
    (text) => {
      expect(() => parseDatabaseUrl(text)).toThrow(expect.objectContaining({ message: expect.not.stringContaining('hid') }))
    },
  )

  it.each(['prefer', 'require', 'verify-ca'])(
    'names what node-postgres does for sslmode=%s, so that it prints no warning',
    async (mode) => {
      const warnings: unknown[] = []
      const note = (warning: unknown) => warnings.push(warning)
      process.on('warning', note)
      const location = parseDatabaseUrl(`postgres://u:p%40@db:5432/x?application_name=a&sslmode=${mode}&connect_timeout=3`)
      expect(location).toEqual({
        kind: 'postgres',
        url: 'postgres://u:p%40@db:5432/x?application_name=a&sslmode=verify-full&connect_timeout=3',
      })
      const client = new Client({ connectionString: location.kind === 'postgres' ? location.url : '' })
      expect(client).toMatchObject({ ssl: {} })
      await setImmediate()
      process.off('warning', note)
      expect(warnings).toEqual([])
    },
  )

  it.each(['?sslmode=verify-full', '?sslmode=disable', '?sslmode=no-verify', '?sslmode=require&uselibpqcompat=true', ''])(
    'is left as it is: %s',
    (query) => {
      expect(parseDatabaseUrl(`postgres://db/x${query}`)).toEqual({ kind: 'postgres', url: `postgres://db/x${query}` })
    },
  )

  it.each([
    ['postgres://u:p,q@one:5432,two:5432/x', 'must name one host'],
    ['postgres://one,two/x', 'must name one host'],
    ['postgres://db/x?sslmode=verify_full', 'must have an sslmode that is one of disable,'],
    ['postgres://db/x?sslmode=', 'must have an sslmode that is one of disable,'],
  ])('is refused: %s', (url, rule) => {
    expect(() => parseDatabaseUrl(url)).toThrow(rule)
  })
})

describe('a password hash setting', () => {
  it('says memory, passes and lanes', () => {
    expect(parsePasswordHash('argon2id,m=19456,t=2,p=1')).toEqual({ memoryKiB: 19456, passes: 2, lanes: 1 })
  })

  it.each([
    'argon2i,m=19456,t=2,p=1',
    'bcrypt',
    'argon2id,t=2,m=19456,p=1',
    'argon2id,m=15,t=1,p=2',
    'argon2id,m=19456,t=0,p=1',
    'argon2id,m=19456,t=2,p=0',
    'argon2id,m=99999999,t=2,p=1',
  ])('may not be %s (RFC9106-3.1)', (text) => {
    expect(() => parsePasswordHash(text)).toThrow(BrokenRule)
  })

  it('is cheaper when any parameter is', () => {
    const cost = { memoryKiB: 100, passes: 2, lanes: 2 }
    expect(isCheaper(cost, cost)).toBe(false)
    for (const less of [{ memoryKiB: 99 }, { passes: 1 }, { lanes: 1 }]) expect(isCheaper({ ...cost, ...less }, cost)).toBe(true)
  })
})

describe('key encryption keys', () => {
  const [first, second] = [randomBytes(32), randomBytes(32)]

  it('are a list whose order counts', () => {
    expect(parseEncryptionKeys(`${first.toString('base64')}, ${second.toString('base64')}`)).toEqual([
      new Uint8Array(first),
      new Uint8Array(second),
    ])
  })

  it.each([
    ['short', randomBytes(31).toString('base64')],
    ['long', randomBytes(33).toString('base64')],
    ['unpadded', first.toString('base64url')],
    ['no base64', 'not a key at all, really, no key at all'],
    ['a key twice', `${first.toString('base64')},${first.toString('base64')}`],
    ['zeros', Buffer.alloc(32).toString('base64')],
    ['a repeated word', Buffer.from('changemechangemechangemechangeme').toString('base64')],
  ])('are refused and not repeated: %s (SEC-453)', (_, text) => {
    expect(() => parseEncryptionKeys(text)).toThrow(expect.objectContaining({ message: expect.not.stringContaining(text) }))
  })

  it('are not refused for being drawn', () => {
    for (let i = 0; i < 1000; i++) expect(() => parseEncryptionKeys(createHash('sha256').update(String(i)).digest('base64'))).not.toThrow()
  })
})

describe('a path of the server’s', () => {
  it('is absolute, so that it does not depend on the working directory', () => {
    expect(parseAbsolutePath('/var/lib/aldgate/../audit')).toBe('/var/lib/audit')
    for (const text of ['audit', './audit', '~/audit', '/a\0b']) expect(() => parseAbsolutePath(text)).toThrow('must be an absolute path')
  })
})
