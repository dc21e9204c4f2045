import { randomBytes } from 'node:crypto'
import { userInfo } from 'node:os'
import { DataSource } from 'typeorm'
import { e2eSeed, secret } from '../../../test/support/e2e-seed'
import { Person } from '../../../test/support/person'
import { RelyingParty } from '../../../test/support/relying-party'
import { emptyDatabase, testDatabase } from '../../../test/support/test-database'
import type { TestDatabase } from '../../../test/support/test-database'
import { startServer } from '../../../test/support/test-server'
import type { TestServer } from '../../../test/support/test-server'
import { SealAuditLog } from '#operations/audit/seal-audit-log'
import { runCommand } from './run'

const key = randomBytes(32).toString('base64')
const byName = (one: string, another: string) => one.localeCompare(another)
const operator = `operator:command line (${userInfo().username})`
type Exported = Readonly<Record<string, unknown>> & { readonly details: Readonly<Record<string, unknown>> }

describe('the audit log at the command line', () => {
  let database: TestDatabase
  let server: TestServer | undefined
  const environment = () => ({
    NODE_ENV: 'test',
    KEY_ENCRYPTION_KEY: key,
    DATABASE_URL: database.url,
    PASSWORD_HASH: 'argon2id,m=1024,t=1,p=1',
  })
  beforeEach(async () => {
    database = await testDatabase()
  })
  afterEach(async () => {
    await server?.close()
    server = undefined
    await database.drop()
  })

  const run = (...words: string[]) => runCommand(words, environment())
  const serve = async (more: Readonly<Record<string, string>> = {}) => {
    server = await startServer({ seed: e2eSeed, environment: { ...environment(), ...more } })
    return server
  }
  const exported = (...words: string[]) => exportedUnder(key, ...words)
  const exportedUnder = async (keys: string, ...words: string[]) =>
    (await runCommand(['audit', 'export', ...words], { ...environment(), KEY_ENCRYPTION_KEY: keys })).output
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Exported)
  const redeem = async (of: TestServer) => {
    const party = new RelyingParty(of, 'web-post')
    const code = await new Person(of).getCode(party.authorizationUrl(party.authorizationParams()))
    const params = { grant_type: 'authorization_code', code, redirect_uri: party.redirectUri, code_verifier: party.verifier }
    expect((await party.post('/token', { client_id: 'web-post', client_secret: secret, ...params })).status).toBe(200)
  }
  const sealed = async () => {
    const started = await serve()
    await redeem(started)
    await started.app.get(SealAuditLog, { strict: false }).execute()
    return started
  }

  describe('what is done there', () => {
    it('is an administrator’s act: the verb, and each change with it (SEC-425)', async () => {
      await run('migrate')
      expect((await run('seed', 'seeds/demo.yaml')).exitCode).toBe(1)
      expect(await exported('--type', 'command.run')).toMatchObject([
        { type: 'command.run', actor: operator, target: 'command:migrate', details: { verb: 'migrate', outcome: 'done' }, address: null },
        { type: 'command.run', actor: operator, target: 'command:seed', details: { args: ['seeds/demo.yaml'], outcome: 'failed' } },
      ])
    })

    it('is told of by what it did, too: the keys that a verb made, promoted, retired and deleted (SEC-425)', async () => {
      await run('migrate')
      await run('keys', 'rotate', 'ES256')
      await run('keys', 'rotate', 'ES256', '--emergency')
      const records = await exported()
      expect(new Set(records.map(({ actor }) => actor))).toEqual(new Set([operator]))
      const keys = records.filter(({ type, details }) => type === 'key.changed' && details['algorithm'] === 'ES256')
      expect(keys.map(({ details }) => details['change'])).toEqual([
        'made: it signs',
        'to be replaced',
        'announced',
        'deleted',
        'deleted',
        'made: it signs',
      ])
      expect(records.at(-1)).toMatchObject({ target: 'command:keys rotate', details: { args: ['ES256', '--emergency'], outcome: 'done' } })
    })

    it('leaves no record where nothing was asked for: wrong calls, and verbs that only look', async () => {
      await run('migrate')
      for (const words of [['migrate', 'now'], ['seed'], ['audit', 'list'], ['audit', 'verify'], ['audit', 'export']]) await run(...words)
      expect(await exported()).toHaveLength(1)
    })
  })

  describe('audit export', () => {
    it('writes each record as a line of JSON, in the order of time (SEC-425)', async () => {
      await sealed()
      const records = await exported()
      expect(records.map(({ type }) => type)).toEqual(expect.arrayContaining(['server.started', 'login.succeeded', 'tokens.issued']))
      const ids = records.map(({ id }) => String(id))
      expect(ids.toSorted(byName)).toEqual(ids)
      expect(records.at(-1)).toEqual({
        id: expect.stringMatching(/^\d{32}$/) as string,
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
        type: 'tokens.issued',
        actor: 'client:web-post',
        target: expect.stringMatching(/^grant:/) as string,
        client: 'web-post',
        user: expect.any(String) as string,
        flow: expect.stringMatching(/^[\w-]{22}$/) as string,
        address: '127.0.0.1',
        node: expect.any(String) as string,
        details: expect.objectContaining({ grantType: 'authorization_code' }) as object,
        seal: 1,
      })
    })

    it('writes those that are asked for: by type, client, user and time', async () => {
      await sealed()
      const types = async (...words: string[]) => [...new Set((await exported(...words)).map(({ type }) => String(type)))].toSorted(byName)
      expect(await types('--type', 'login.succeeded')).toEqual(['login.succeeded'])
      expect(await types('--client', 'web-post')).toEqual(['client.changed', 'consent.given', 'grant.made', 'tokens.issued'])
      expect(await types('--user', 'alice', '--client', 'web-post')).toEqual(['consent.given', 'grant.made', 'tokens.issued'])
      const [{ user } = { user: '' }] = await exported('--type', 'login.succeeded')
      expect(await types('--user', String(user))).toEqual(await types('--user', 'ALICE'))
      expect(await types('--until', '2000-01-01')).toEqual([])
      expect(await types('--since', '1h', '--user', 'alice')).toContain('login.succeeded')
      expect(await types('--since', '1h', '--until', '1h')).toEqual([])
      expect(await types('--user', 'nobody')).toEqual([])
    })

    it('refuses what it cannot read (exit code 2)', async () => {
      await run('migrate')
      for (const words of [
        ['--since', 'yesterday'],
        ['--until', '2026-13-01'],
        ['--type', 'logins'],
      ])
        expect(await run('audit', 'export', ...words)).toMatchObject({
          exitCode: 2,
          output: expect.stringContaining(words[0] ?? '') as string,
        })
    })

    it('writes line by line, as fast as they are taken, and never has all of them in memory', async () => {
      const { app } = await serve()
      const copies = Array.from(
        { length: 2_500 },
        (_, index) => `('${String(index).padStart(32, '0')}', 1, 'login.failed', 'anyone', 'a', '{}', 'k', 'm')`,
      )
      await app.get(DataSource).query(`INSERT INTO audit_log (id, at, type, actor, node, details, key_id, mac) VALUES ${copies.join(', ')}`)
      let [lines, under, most] = [0, 0, 0]
      const { output } = await runCommand(['audit', 'export', '--type', 'login.failed'], environment(), async (line) => {
        under += 1
        most = Math.max(most, under)
        await Promise.resolve()
        lines += Number(line.startsWith('{'))
        under -= 1
      })
      expect({ output, lines, most }).toEqual({ output: '', lines: 2_500, most: 1 })
    })

    it('is valid JSON that does nothing in a terminal, whatever somebody put into the database (SEC-444)', async () => {
      const { app } = await sealed()
      await app
        .get(DataSource)
        .query("UPDATE audit_log SET actor = 'a\u001b[31m\u202e', details = 'no JSON' WHERE type = 'login.succeeded'")
      const { output } = await run('audit', 'export', '--type', 'login.succeeded')
      for (const active of ['\u001b', '\u202e']) expect(output).not.toContain(active)
      expect(JSON.parse(output)).toMatchObject({ actor: 'a\u001b[31m\u202e', details: { unreadable: 'no JSON' } })
    })
  })

  describe('audit list', () => {
    it('shows the newest records, one to a line', async () => {
      await sealed()
      const { output, exitCode } = await run('audit', 'list', '--limit', '3')
      expect(exitCode).toBe(0)
      const lines = output.split('\n')
      expect(lines).toHaveLength(3)
      expect(lines[2]).toMatch(
        /^\d{4}-\d\d-\d\d \S+Z tokens\.issued +client:web-post → grant:\S+ {2}from 127\.0\.0\.1 {2}flow \S{22} {2}grantType=authorization_code/,
      )
      const { records } = JSON.parse((await run('audit', 'list', '--json', '--limit', '1')).output) as { records: Exported[] }
      expect(records).toMatchObject([{ type: 'tokens.issued' }])
    })

    it('says when there is none, and refuses a limit that is none', async () => {
      await run('migrate')
      expect((await run('audit', 'list', '--type', 'login.failed')).output).toBe('There are no such records.')
      for (const limit of ['0', '1001', 'many']) expect((await run('audit', 'list', '--limit', limit)).exitCode).toBe(2)
    })
  })

  describe('audit verify', () => {
    it('ends with 0 where the log is whole, and prints its head (SEC-425)', async () => {
      await sealed()
      const { output, exitCode } = await run('audit', 'verify')
      expect(exitCode).toBe(0)
      expect(output).toMatch(/^The audit log is whole \(seals: 1, sealed records: \d+, not sealed yet: 0\)\.\nhead 1:[\w-]{43}$/)
      const { head } = JSON.parse((await run('audit', 'verify', '--json')).output) as { head: string }
      expect((await run('audit', 'verify', '--head', head)).exitCode).toBe(0)
      expect((await run('audit', 'verify', '--head', `2${head.slice(1)}`)).exitCode).toBe(3)
    })

    it('ends with 3 where it is not, and names the first that is wrong (SEC-425)', async () => {
      const { app } = await sealed()
      await app.get(DataSource).query("UPDATE audit_log SET sub = 'mallory' WHERE type = 'login.succeeded'")
      const { output, exitCode } = await run('audit', 'verify')
      expect(exitCode).toBe(3)
      expect(output).toMatch(
        /^record \d{32}: was changed or forged: its MAC does not match\nseal 1: .*\nThe audit log is NOT as it was written/,
      )
      const { output: json } = await run('audit', 'verify', '--json')
      expect(JSON.parse(json)).toMatchObject({
        isWhole: false,
        faultsInAll: 2,
        faults: [{ at: expect.stringMatching(/^record/) as string }, {}],
      })
    })

    it('refuses what it cannot read (exit code 2)', async () => {
      await run('migrate')
      for (const words of [
        ['--head', 'x'],
        ['--from', '0'],
        ['--from', 'x'],
        ['--from', '5', '--head', `1:${'a'.repeat(43)}`],
      ])
        expect((await run('audit', 'verify', ...words)).exitCode).toBe(2)
    })

    it('fails where there is no audit log to look at (exit code 1)', async () => {
      const empty = await emptyDatabase()
      expect((await runCommand(['audit', 'verify'], { ...environment(), DATABASE_URL: empty.url })).exitCode).toBe(1)
      await empty.drop()
    })
  })

  it('a start tells which settings differ from the last one, before and after (SEC-425)', async () => {
    const shared = { SEED: JSON.stringify(e2eSeed), PORT: '0', ISSUER: 'http://localhost:3000' }
    const restart = async (more: Readonly<Record<string, string>>) => {
      const started = await startServer({ seed: {}, environment: { ...environment(), ...shared, ...more } })
      await started.app.close()
    }
    await restart({})
    await restart({})
    expect(await exported('--type', 'settings.changed')).toEqual([])
    const keys = `${randomBytes(32).toString('base64')},${key}`
    await restart({ ALDGATE_CODE_LIFETIME: '30', SEED: '{}', KEY_ENCRYPTION_KEY: keys })
    const [changed, ...others] = await exportedUnder(keys, '--type', 'settings.changed')
    const digest = expect.stringMatching(/^[\w-]{8}\.[\w-]{43}$/) as string
    const secrets = { SEED: digest, KEY_ENCRYPTION_KEY: digest }
    const details = { before: { ALDGATE_CODE_LIFETIME: '60', ...secrets }, after: { ALDGATE_CODE_LIFETIME: '30', ...secrets } }
    expect([changed?.details, others]).toEqual([details, []])
  })
})
