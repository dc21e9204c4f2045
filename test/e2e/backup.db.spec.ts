import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RoundRobin } from '../cluster/support/round-robin'
import { backUp } from '../support/backups'
import { commandLine } from '../support/command-line'
import { e2eSeed, keys } from '../support/e2e-seed'
import { Person } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import { onPostgres, onSqlite, emptyDatabase } from '../support/test-database'
import type { TestDatabase } from '../support/test-database'
import { startServer } from '../support/test-server'
import type { TestServer } from '../support/test-server'
import { Clock } from '#platform/clock/clock'
import { SealAuditLog } from '#operations/audit/seal-audit-log'

// Dumps, restores and two command lines, on a machine that is busy with other tests.
const limitMs = 120_000

describe('a backup', () => {
  let folder: string
  let balancer: RoundRobin
  let databases: readonly TestDatabase[]
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'aldgate-backup-'))
    balancer = await new RoundRobin().start()
    databases = [await emptyDatabase(), await emptyDatabase()]
  })
  afterEach(async () => {
    await balancer.stop()
    for (const database of databases) await database.drop()
    rmSync(folder, { recursive: true })
  })

  it(
    'that was made while people logged in is the whole of a moment, and a server goes on from there (SEC-447)',
    async () => {
      const [first, second] = databases as readonly [TestDatabase, TestDatabase]
      const shared = { ISSUER: balancer.origin, KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64') }
      const serve = async ({ url }: TestDatabase): Promise<TestServer> => {
        const server = await startServer({ seed: e2eSeed, environment: { ...shared, DATABASE_URL: url } })
        balancer.targets = [Number(new URL(await server.app.getUrl()).port)]
        return server
      }
      const at = { issuer: balancer.origin, clock: new Clock() }
      const [rp, alice] = [new RelyingParty(at, 'fapi', keys.fapi), new Person(at)]
      const logIn = async (person: Person) => (await rp.redeem(await person.getCode(await rp.pushedUrl()))).json
      const old = await serve(first)
      const before = await logIn(alice)
      await old.app.get(SealAuditLog, { strict: false }).execute()

      const [restore] = await Promise.all([backUp(first, folder), ...[1, 2, 3].map(() => logIn(new Person(at)))])
      const after = await logIn(new Person(at))
      await old.close()

      await restore(second)
      const restored = await serve(second)
      // What was there then is there: session, tokens, keys. What came later is not.
      expect((await rp.userinfo(String(before['access_token']))).json).toMatchObject({ name: 'Alice Liddell' })
      expect((await rp.refresh(String(before['refresh_token']))).status).toBe(200)
      expect(await alice.getCode(await rp.pushedUrl({ prompt: 'none' }))).toEqual(expect.any(String))
      expect((await rp.refresh(String(after['refresh_token']))).json['error']).toBe('invalid_grant')

      const operator = commandLine(second, { ...shared, ALDGATE_OUTBOUND_ALLOW: '127.0.0.1', PASSWORD_HASH: 'argon2id,m=19456,t=2,p=1' })
      expect((await operator.run('doctor')).output).toContain('Nothing has to be mended.')
      expect(await operator.run('audit', 'verify')).toMatchObject({ exitCode: 0 })
      await restored.close()
    },
    limitMs,
  )

  onSqlite('of SQLite', () => {
    const of = (database: TestDatabase | undefined) => commandLine({ url: database?.url ?? '' })

    it('is read by its owner alone: it holds all that the database holds (SEC-440)', async () => {
      await of(databases[0]).run('migrate')
      const copy = join(folder, 'copy.sqlite')
      expect(await of(databases[0]).run('backup', copy)).toEqual({ output: `The database was copied to ${copy}.`, exitCode: 0 })
      expect(statSync(copy).mode & 0o777).toBe(0o600)
    })

    it('takes nobody’s place, and needs something to copy', async () => {
      const copy = join(folder, 'copy.sqlite')
      expect(await of(databases[0]).run('backup', copy)).toMatchObject({
        exitCode: 1,
        output: expect.stringContaining('there is no database') as string,
      })
      expect(existsSync(copy)).toBe(false)
      await of(databases[0]).run('migrate')
      writeFileSync(copy, 'a letter')
      expect(await of(databases[0]).run('backup', copy)).toEqual({ exitCode: 1, output: `${copy} exists already` })
      const nowhere = join(folder, 'nowhere', 'copy.sqlite')
      expect(await of(databases[0]).run('backup', nowhere)).toEqual({ exitCode: 1, output: `${nowhere} cannot be written (ENOENT)` })
    })
  })

  onPostgres('of PostgreSQL', () => {
    it('is made by its own tools', async () => {
      const { output, exitCode } = await commandLine({ url: databases[0]?.url ?? '' }).run('backup', join(folder, 'copy'))
      expect({ output, exitCode }).toEqual({ exitCode: 1, output: 'the database is PostgreSQL: use pg_dump, as docs/operations.md says' })
    })
  })
})
