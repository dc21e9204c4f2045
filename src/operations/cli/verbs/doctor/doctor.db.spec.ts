import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DataSource } from 'typeorm'
import { commandLine, commandLineOf } from '../../../../../test/support/command-line'
import type { CommandLine } from '../../../../../test/support/command-line'
import { dumpDatabase } from '../../../../../test/support/dump-database'
import { e2eSeed } from '../../../../../test/support/e2e-seed'
import { onPostgres, onSqlite } from '../../../../../test/support/test-database'
import { startServer } from '../../../../../test/support/test-server'
import type { TestServer } from '../../../../../test/support/test-server'
import { defaultPasswordHash } from '#platform/config/password-settings'
import { FollowKeys } from '#records/keys/follow-keys'
import { runCommand } from '../../run'
import type { Finding } from './finding'

interface Report {
  readonly healthy: boolean
  readonly checks: readonly Finding[]
}

const newKey = () => randomBytes(32).toString('base64')

describe('aldgate doctor', () => {
  let server: TestServer
  let sql: (text: string) => Promise<unknown>
  beforeAll(async () => {
    server = await startServer({ seed: e2eSeed })
    // A server that looks after its keys every second would repair what is to be found, and change rows meanwhile.
    await server.app.get(FollowKeys, { strict: false }).beforeApplicationShutdown()
    sql = (text) => server.app.get(DataSource).query(text)
  })
  afterAll(() => server.close())

  const environment = (more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({
    ...commandLineOf(server).environment,
    ISSUER: server.issuer,
    PASSWORD_HASH: defaultPasswordHash,
    ALDGATE_OUTBOUND_ALLOW: '127.0.0.1',
    ...more,
  })
  const at = (more: Readonly<Record<string, string>> = {}): CommandLine => {
    const all = environment(more)
    return commandLine({ url: all['DATABASE_URL'] ?? '' }, all)
  }
  const examine = async (more: Readonly<Record<string, string>> = {}) => {
    const { output, exitCode } = await at(more).run('doctor', '--json')
    const { healthy, checks } = JSON.parse(output) as Report
    expect([healthy, exitCode]).toEqual(checks.some(({ state }) => state === 'mend') ? [false, 3] : [true, 0])
    return checks
  }
  /** What has to be mended, and how. */
  const faults = async (more: Readonly<Record<string, string>> = {}) =>
    (await examine(more)).filter(({ state }) => state === 'mend').map(({ check, found, mend }) => [check, `${found} → ${mend}`])
  const says = (text: string | RegExp) => expect.stringMatching(text) as string
  const only = (check: string, text: string | RegExp) => [[check, says(text)]]
  /** Looks while the database is otherwise than it should be. */
  const during = async <Result>(change: string, undo: string, look: () => Promise<Result>): Promise<Result> => {
    await sql(change)
    try {
      return await look()
    } finally {
      await sql(undo)
    }
  }

  it('finds all well where it is, tells what it found, and changes nothing', async () => {
    const before = await dumpDatabase(server.app)
    const { output, exitCode } = await at().run('doctor')
    expect(exitCode).toBe(0)
    expect(output.split('\n').map((line) => line.slice(0, 21).trim())).toEqual([
      'ok    settings',
      'ok    password hash',
      'ok    database',
      'ok    migrations',
      'ok    clock',
      'ok    issuer',
      'ok    encryption keys',
      'ok    signing keys',
      'ok    discovery',
      'Nothing has to be men',
    ])
    expect(output).toContain('ES256 0 d')
    expect(await dumpDatabase(server.app)).toEqual(before)
  })

  it('says what to do under each thing that has to be mended', async () => {
    const { output } = await at({ PASSWORD_HASH: 'argon2id,m=1024,t=1,p=1' }).run('doctor')
    expect(output).toMatch(/^MEND {2}password hash {4}argon2id,m=1024,t=1,p=1: \d+ ms here\n {23}→ set PASSWORD_HASH to argon2id,m=19456/m)
    expect(output).toMatch(/To mend: 1 of 9\.$/)
  })

  it('names the setting that is wrong, and looks no further', async () => {
    const { output, exitCode } = await runCommand(['doctor', '--json'], environment({ PORT: 'door' }))
    const { checks } = JSON.parse(output) as Report
    expect(exitCode).toBe(3)
    expect(checks[0]).toMatchObject({ check: 'settings', state: 'mend', found: says(/^PORT /) })
    expect(checks.slice(1).map(({ state }) => state)).toEqual(Array.from({ length: 8 }, () => 'skipped'))
  })

  it('finds a database that does not answer, and has not looked at what is in it', async () => {
    const checks = await examine({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' })
    expect(checks.find(({ check }) => check === 'database')).toEqual({
      check: 'database',
      state: 'mend',
      found: 'the database of DATABASE_URL does not answer',
      mend: 'start the database, or mend DATABASE_URL',
    })
    expect(checks.filter(({ state }) => state === 'skipped').map(({ check }) => check)).toEqual([
      'migrations',
      'clock',
      'issuer',
      'encryption keys',
      'signing keys',
    ])
  })

  it('finds a schema that is older than this version', async () => {
    const [newest] = (await sql('SELECT timestamp, name FROM migrations ORDER BY timestamp DESC LIMIT 1')) as [
      { timestamp: string; name: string },
    ]
    const undo = `INSERT INTO migrations (timestamp, name) VALUES (${newest.timestamp}, '${newest.name}')`
    const found = await during(`DELETE FROM migrations WHERE name = '${newest.name}'`, undo, () => faults())
    expect(found).toEqual(only('migrations', new RegExp(`${newest.name} have not run → run "aldgate migrate"`)))
  })

  it('finds a schema that is newer than this version', async () => {
    const found = await during(
      "INSERT INTO migrations (timestamp, name) VALUES (9000000000000, 'Tomorrow')",
      "DELETE FROM migrations WHERE name = 'Tomorrow'",
      () => faults(),
    )
    expect(found).toEqual(only('migrations', /a newer version ran Tomorrow → use that version/))
  })

  it('finds a database that belongs to another issuer (SEC-453)', async () => {
    const found = await during(
      "UPDATE deployment_facts SET value = 'https://id.example.com' WHERE name = 'issuer'",
      `UPDATE deployment_facts SET value = '${server.issuer}' WHERE name = 'issuer'`,
      () => faults(),
    )
    expect(found).toEqual(only('issuer', /belongs to https:\/\/id\.example\.com → set ISSUER to that, or run "aldgate issuer adopt"/))
  })

  describe('KEY_ENCRYPTION_KEY', () => {
    const own = () => environment()['KEY_ENCRYPTION_KEY'] ?? ''
    const ofClients = 'UPDATE clients SET secret_hash ='

    it('that lacks what the database is sealed under is found (SEC-440)', async () => {
      const found = await faults({ KEY_ENCRYPTION_KEY: newKey() })
      expect(found).toEqual(only('encryption keys', /^KEY_ENCRYPTION_KEY lacks the key .* → give all nodes the same list/))
    })

    it('that lacks what client secrets were hashed under is found, with their number (SEC-440)', async () => {
      const found = await during(`${ofClients} 'old_name.' || secret_hash`, `${ofClients} substr(secret_hash, 10)`, () => faults())
      expect(found).toEqual(
        only('encryption keys', /^\d+ client secrets were made under keys that are not in .* → add old_name to the list/),
      )
    })

    it('whose first key no server uses yet is found (SEC-457)', async () => {
      const found = await faults({ KEY_ENCRYPTION_KEY: `${newKey()},${own()}` })
      expect(found).toEqual(only('encryption keys', /the first key, [\w-]{8}, is not in use yet → restart the servers/))
    })

    it('that holds a key which has not been used yet is well (SEC-457)', async () => {
      const checks = await examine({ KEY_ENCRYPTION_KEY: `${own()},${newKey()}` })
      expect(checks.find(({ check }) => check === 'encryption keys')).toMatchObject({
        state: 'ok',
        found: says(/makes what is new; [\w-]{8} has not been used yet$/),
      })
    })
  })

  describe('signing keys', () => {
    it('that do not open are found (SEC-441)', async () => {
      const seal = 'UPDATE signing_keys SET sealed_private_jwk ='
      const found = await during(
        `${seal} sealed_private_jwk || 'A' WHERE algorithm = 'ES256'`,
        `${seal} substr(sealed_private_jwk, 1, length(sealed_private_jwk) - 1) WHERE algorithm = 'ES256'`,
        () => faults(),
      )
      expect(found).toEqual(only('signing keys', /does not open ES256 [\w-]{43} → add the key that sealed them/))
    })

    it('of which none signs with an algorithm are found (SEC-441)', async () => {
      const state = (word: string) => `UPDATE signing_keys SET state = '${word}', retired_at = signing_at WHERE algorithm = 'PS256'`
      const found = await during(state('retired'), state('signing'), () => faults())
      expect(found).toEqual(only('signing keys', /none signs with PS256 → run "aldgate keys rotate PS256 --emergency"/))
    })

    it('that no server rotates are found (SEC-441)', async () => {
      const age = (days: number) => `UPDATE signing_keys SET signing_at = signing_at - ${days * 86_400} WHERE algorithm = 'EdDSA'`
      const found = await during(age(77), age(-77), () => faults())
      expect(found).toEqual(only('signing keys', /due for more than an hour: announce EdDSA .* → start a server/))
    })

    it('that have not been made yet are found', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'aldgate-doctor-'))
      const url = `sqlite://${join(folder, 'new.sqlite')}`
      await runCommand(['migrate'], environment({ DATABASE_URL: url }))
      expect(await faults({ DATABASE_URL: url })).toEqual(only('signing keys', /there are none yet → start a server/))
      rmSync(folder, { recursive: true })
    })
  })

  describe('the issuer', () => {
    const answering = async (body: string, look: (issuer: string) => Promise<void>) => {
      const impostor = createServer((_, response) => response.setHeader('content-type', 'application/json').end(body))
      await new Promise<void>((resolve) => impostor.listen(0, '127.0.0.1', resolve))
      const issuer = `http://127.0.0.1:${(impostor.address() as AddressInfo).port}`
      await look(issuer).finally(() => impostor.close())
    }

    it('is asked at the root of the host too where the issuer has a path (RFC8414-3.1)', async () => {
      const asked: string[] = []
      let isPassedOn = true
      const balancer = createServer((request, response) => {
        asked.push(request.url ?? '')
        response.statusCode = isPassedOn || request.url?.startsWith('/auth/') ? 200 : 404
        response.setHeader('content-type', 'application/json').end(JSON.stringify({ issuer }))
      })
      await new Promise<void>((resolve) => balancer.listen(0, '127.0.0.1', resolve))
      const issuer = `http://127.0.0.1:${(balancer.address() as AddressInfo).port}/auth`
      const look = async () => (await examine({ ISSUER: issuer })).at(-1)
      expect(await look()).toMatchObject({ check: 'discovery', state: 'ok' })
      expect(asked).toEqual(['/auth/.well-known/openid-configuration', '/.well-known/oauth-authorization-server/auth'])
      isPassedOn = false
      expect(await look()).toMatchObject({ state: 'mend', mend: 'have the balancer pass this path on too' })
      balancer.close()
    })

    it('where nobody answers is found', async () => {
      const issuer = 'http://127.0.0.1:1'
      expect(await faults({ ISSUER: issuer })).toContainEqual([
        'discovery',
        says(/gives no answer \(connection failed: ECONNREFUSED\) → start the server/),
      ])
    })

    it('where another says its name is found', async () => {
      await answering('{"issuer":"https://evil.example"}', async (issuer) =>
        expect(await faults({ ISSUER: issuer })).toContainEqual([
          'discovery',
          says(/says that it is "https:\/\/evil\.example" → set ISSUER/),
        ]),
      )
      await answering('null', async (issuer) =>
        expect(await faults({ ISSUER: issuer })).toContainEqual(['discovery', says(/says that it is undefined/)]),
      )
    })

    it('that is private is not asked, but by an operator’s leave (SEC-375)', async () => {
      const checks = await examine({ ALDGATE_OUTBOUND_ALLOW: '' })
      expect(checks.at(-1)).toMatchObject({ check: 'discovery', state: 'skipped', found: says(/is private, and not asked from here/) })
    })
  })

  onPostgres('on PostgreSQL', () => {
    it('finds that the database takes no writes', async () => {
      const standby = new URL(environment()['DATABASE_URL'] ?? '')
      standby.searchParams.set('options', '-c default_transaction_read_only=on')
      const found = await faults({ DATABASE_URL: standby.href })
      expect(found).toEqual(only('database', /^PostgreSQL \S+.* takes no writes → have DATABASE_URL lead to the primary/))
    })

    it('finds a clock that is wrong', async () => {
      const slow = new URL(environment()['DATABASE_URL'] ?? '')
      slow.searchParams.set('options', '-c search_path=public,pg_catalog')
      const found = await during(
        `CREATE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS $$ SELECT pg_catalog.clock_timestamp() - interval '1 minute' $$`,
        'DROP FUNCTION public.clock_timestamp()',
        () => faults({ DATABASE_URL: slow.href }),
      )
      expect(found).toEqual(only('clock', /^(59|60)\.\d s ahead of the database’s clock → have NTP set the clocks/))
    })
  })

  onSqlite('on SQLite', () => {
    let folder: string
    beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'aldgate-doctor-'))))
    afterEach(() => rmSync(folder, { recursive: true }))

    it('finds that there is no file, and makes none', async () => {
      const path = join(folder, 'deeper', 'none.sqlite')
      expect(await faults({ DATABASE_URL: `sqlite://${path}` })).toEqual(only('database', /there is no such file → start the server/))
      expect(existsSync(join(folder, 'deeper'))).toBe(false)
    })

    it('finds a file that is something else', async () => {
      const path = join(folder, 'letter.txt')
      writeFileSync(path, 'Dear Sir or Madam, '.repeat(100))
      expect(await faults({ DATABASE_URL: `sqlite://${path}` })).toEqual(only('database', /is no SQLite database → start the database/))
    })
  })
})

describe('aldgate issuer adopt', () => {
  it('gives the database to another issuer, which a start refuses to do (SEC-453)', async () => {
    const server = await startServer({ seed: {} })
    const issuer = 'https://id.example.com'
    const terminal = commandLine(
      { url: commandLineOf(server).environment['DATABASE_URL'] ?? '' },
      { ...commandLineOf(server).environment, ISSUER: issuer },
    )
    expect(await terminal.run('issuer', 'adopt')).toEqual({
      output: `The database belongs to ${issuer}; before, it belonged to ${server.issuer}.`,
      exitCode: 0,
    })
    expect(await terminal.ask('issuer', 'adopt')).toEqual({ issuer, before: issuer })
    await server.close()
  })
})
