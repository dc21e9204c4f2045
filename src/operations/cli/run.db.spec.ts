import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrations } from '../../../migrations/migrations'
import { commandLine } from '../../../test/support/command-line'
import type { CommandLine } from '../../../test/support/command-line'
import { emptyDatabase, testDatabase } from '../../../test/support/test-database'
import type { TestDatabase } from '../../../test/support/test-database'
import { startServer } from '../../../test/support/test-server'
import { runCommand } from './run'

const seed = (overrides = {}) => ({
  clients: [
    { client_id: 'web', client_secret: 'x'.repeat(32), redirect_uris: ['https://rp.example.com/cb'], scope: 'openid', ...overrides },
  ],
  users: [{ username: 'alice', password: 'correct horse battery staple' }],
  resources: [{ resource: 'https://api.example.com', scopes: ['read'] }],
})

/** What a server has in common with the command line that works on its database. */
const sharedWith = ({ KEY_ENCRYPTION_KEY = '', DATABASE_URL = '' }: CommandLine['environment']) => ({ KEY_ENCRYPTION_KEY, DATABASE_URL })

describe('the command line', () => {
  let database: TestDatabase
  let folder: string
  let environment: CommandLine['environment']
  let run: CommandLine['run']
  beforeEach(async () => {
    database = await testDatabase()
    ;({ environment, run } = commandLine(database))
    folder = mkdtempSync(join(tmpdir(), 'aldgate-cli-'))
  })
  afterEach(async () => {
    await database.drop()
    rmSync(folder, { recursive: true })
  })

  const file = (content: object) => {
    const path = join(folder, 'seed.yaml')
    writeFileSync(path, JSON.stringify(content))
    return path
  }

  it('migrates once, and says what it ran (contract: aldgate migrate)', async () => {
    const empty = await emptyDatabase()
    expect(await commandLine(empty).run('migrate')).toEqual({ output: migrations.map(({ name }) => `ran ${name}`).join('\n'), exitCode: 0 })
    await empty.drop()
    expect(await run('migrate')).toEqual({ output: 'The schema is up to date.', exitCode: 0 })
    expect(await run('migrate', '--json')).toEqual({ output: '{"migrations":[]}', exitCode: 0 })
  })

  it('loads a seed, and says what changed: the second time nothing (contract: seed file)', async () => {
    const path = file(seed())
    expect(await run('seed', path)).toEqual({ output: 'clients: 1 created\nusers: 1 created\nresources: 1 created', exitCode: 0 })
    expect(await run('seed', path)).toEqual({ output: 'clients: 1 unchanged\nusers: 1 unchanged\nresources: 1 unchanged', exitCode: 0 })
    expect((await run('seed', file(seed({ scope: 'openid email' })))).output).toContain('clients: 1 updated')
    expect(JSON.parse((await run('seed', file(seed()), '--json')).output)).toMatchObject({ clients: { updated: ['web'] } })
    const { output, exitCode } = await run('seed', file(seed({ scope: 'openid reports' })))
    expect([exitCode, output.split('\n').at(-1)]).toEqual([0, 'warning: client web: no resource knows reports, and no claim comes of it'])
  })

  it('leaves alone what a seed does not name, unless it says prune (contract: seed file)', async () => {
    await run('seed', file(seed()))
    expect((await run('seed', file({ clients: [] }))).output).toBe('clients: none\nusers: none\nresources: none')
    const pruned = await run('seed', file({ prune: true }))
    expect(pruned.output).toBe('clients: 1 removed\nusers: 1 removed\nresources: 1 removed')
    expect((await run('seed', file(seed()))).output).toBe('clients: 1 updated\nusers: 1 created\nresources: 1 created')
  })

  it('refuses a wrong seed in one line that names file, entry and rule (contract: seed file)', async () => {
    const path = file(seed({ redirect_uris: ['http://rp.example.com/cb'] }))
    const { output, exitCode } = await run('seed', path)
    expect(exitCode).toBe(1)
    expect(output).toContain(`${path}: clients[0] "web": redirect_uris`)
    expect(output).not.toContain('\n')
  })

  it('keeps clients and people apart: no client_id is a sub (SEC-63)', async () => {
    const { output, exitCode } = await run(
      'seed',
      file({ ...seed(), users: [{ username: 'alice', password: 'x'.repeat(20), sub: 'web' }] }),
    )
    expect(exitCode).toBe(1)
    expect(output).toContain('sub')
    await run('seed', file({ users: [{ username: 'bob', password: 'x'.repeat(20), sub: 'other' }] }))
    expect((await run('seed', file(seed({ client_id: 'other' })))).output).toContain('it is the sub of a person')
  })

  it('lists its verbs, and ends with 2 when it is called wrongly', async () => {
    expect(await run('--help')).toMatchObject({ exitCode: 0, output: expect.stringContaining('seed FILE') as string })
    expect(await run('seed', '--help')).toMatchObject({ exitCode: 0, output: expect.stringContaining('Usage:') as string })
    expect(await run()).toMatchObject({ exitCode: 2, output: expect.stringContaining('Usage:') as string })
    expect(await run('migrate', '--fast')).toEqual({ exitCode: 2, output: "Unknown option '--fast'; --help lists what there is" })
    expect(await run('dance', '--json')).toMatchObject({
      exitCode: 2,
      output: expect.stringMatching(/^{"error":"there is no verb/) as string,
    })
    expect((await run('dance')).exitCode).toBe(2)
    expect((await run('seed')).exitCode).toBe(2)
    expect(await run('migrate', 'now')).toEqual({ exitCode: 2, output: 'migrate is written: migrate' })
    expect(await run('seed')).toEqual({ exitCode: 2, output: 'seed is written: seed FILE' })
    expect((await run('seed', join(folder, 'missing.yaml'))).exitCode).toBe(1)
  })

  it('says how it is used, and its version, without a database or any setting', async () => {
    expect(await runCommand(['--help'], {})).toMatchObject({
      exitCode: 0,
      output: expect.stringContaining('Usage: node dist/src/operations/cli/main.js VERB') as string,
    })
    const byNpm = await runCommand(['seed', '--help'], { npm_lifecycle_event: 'aldgate' })
    expect(byNpm.output).toMatch(/^Usage: npm run aldgate -- seed FILE/)
    const { version } = jest.requireActual<{ version: string }>('../../../package.json')
    expect(await runCommand(['--version'], {})).toEqual({ exitCode: 0, output: `aldgate ${version}` })
    expect(await runCommand(['--version', '--json'], {})).toEqual({ exitCode: 0, output: JSON.stringify({ version }) })
  })

  it('says that more of a flow’s id is needed where too little is given', async () => {
    await run('migrate')
    expect(await run('why', '0vg')).toMatchObject({ exitCode: 1, output: expect.stringContaining('at least four characters') as string })
  })

  it('says that records cannot be looked at before the migrations have run (contract: aldgate doctor)', async () => {
    const empty = await emptyDatabase()
    if (empty.url.startsWith('sqlite')) writeFileSync(empty.url.replace('sqlite://', ''), '')
    const { output } = await commandLine(empty).run('doctor')
    await empty.drop()
    expect(output).toMatch(/^- +signing keys +needs the migrations$/m)
    expect(output).not.toContain('needs the database')
  })

  it('loads a seed while the server runs on the same database (contract: npm run seed)', async () => {
    const server = await startServer({ seed: seed(), environment: sharedWith(environment) })
    const { exitCode, output } = await run('seed', file(seed({ client_id: 'another' })))
    expect({ exitCode, output }).toEqual({ exitCode: 0, output: 'clients: 1 created\nusers: 1 unchanged\nresources: 1 unchanged' })
    const credentials = Buffer.from(`another:${'x'.repeat(32)}`).toString('base64')
    const headers = { authorization: `Basic ${credentials}`, 'content-type': 'application/x-www-form-urlencoded' }
    const response = await fetch(`${server.issuer}/introspect`, { method: 'POST', headers, body: 'token=unknown' })
    expect(await response.json()).toEqual({ active: false })
    await server.close()
  })

  it('tells a failure with its stack where the log is at debug level, and in one line otherwise', async () => {
    const nowhere = { ...environment, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }
    expect((await runCommand(['migrate'], nowhere)).output).toBe('the database of DATABASE_URL does not answer')
    expect((await runCommand(['migrate'], { ...nowhere, LOG_LEVEL: 'debug' })).output).toMatch(/answer\n.*Error.*\n +at /)
  })

  it('ends with 1 and one line when a setting is wrong', async () => {
    const outcome = await runCommand(['migrate'], { NODE_ENV: 'test', KEY_ENCRYPTION_KEY: 'short' })
    expect(outcome.exitCode).toBe(1)
    expect(outcome.output).toMatch(/^KEY_ENCRYPTION_KEY.*$/)
  })
})
