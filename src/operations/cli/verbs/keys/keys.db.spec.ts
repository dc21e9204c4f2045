import { commandLine } from '../../../../../test/support/command-line'
import type { CommandLine } from '../../../../../test/support/command-line'
import { startContext } from '../../../../../test/support/test-context'
import type { TestContext } from '../../../../../test/support/test-context'
import { testDatabase } from '../../../../../test/support/test-database'
import type { TestDatabase } from '../../../../../test/support/test-database'
import { KeysModule } from '#records/keys/keys.module'
import { signingAlgorithms } from '#libs/jws/signing-algorithms'
import { SigningKeys } from '#records/keys/signing-keys'

interface ListedKey {
  readonly kid: string
  readonly algorithm: string
  readonly state: string
  readonly next: { readonly step: string; readonly at: string } | null
}

describe('aldgate keys', () => {
  let database: TestDatabase
  let administrator: CommandLine
  let node: TestContext
  beforeEach(async () => {
    database = await testDatabase()
    administrator = commandLine(database)
    node = await startContext([KeysModule], {
      database,
      environment: { KEY_ENCRYPTION_KEY: administrator.environment['KEY_ENCRYPTION_KEY'] ?? '' },
    })
  })
  afterEach(async () => {
    await node.close()
    await database.drop()
  })

  const list = async (...words: string[]) => (await administrator.ask<{ keys: ListedKey[] }>('keys', ...words)).keys
  const statesOf = (keys: readonly ListedKey[], algorithm: string) =>
    keys
      .filter((key) => key.algorithm === algorithm)
      .map(({ state }) => state)
      .toSorted((a, b) => a.localeCompare(b))
  const atTheNode = async () => {
    await node.get(SigningKeys).follow()
    return node.get(SigningKeys).publicKeys.map(({ kid }) => kid)
  }

  it('list shows every key, and what happens to it next', async () => {
    const { output, exitCode } = await administrator.run('keys', 'list')
    expect(exitCode).toBe(0)
    expect(output.split('\n')).toHaveLength(1 + signingAlgorithms.length)
    expect(output).toMatch(/^ALGORITHM +STATE +SINCE +NEXT +KID\n/)
    expect(output).toMatch(/^ES256 +signing +20\S+Z +20\S+Z its successor is announced +[\w-]{43}$/m)
    expect(await list('list')).toContainEqual(expect.objectContaining({ algorithm: 'ES256', state: 'signing', retired_at: null }))
  })

  it('rotate announces the next key of one algorithm, or of all', async () => {
    const keys = await list('rotate', 'ES256')
    expect([statesOf(keys, 'ES256'), statesOf(keys, 'PS256')]).toEqual([['announced', 'signing'], ['signing']])
    expect(await list('rotate')).toHaveLength(2 * signingAlgorithms.length)
    expect(await atTheNode()).toHaveLength(2 * signingAlgorithms.length)
  })

  it('rotate --emergency leaves nothing of the old keys (SEC-441)', async () => {
    const old = await atTheNode()
    expect(await list('rotate', '--emergency')).toHaveLength(signingAlgorithms.length)
    expect((await atTheNode()).filter((kid) => old.includes(kid))).toEqual([])
  })

  it('retire ends one key, and with --emergency deletes it', async () => {
    const kid = (await list('list')).find(({ algorithm }) => algorithm === 'EdDSA')?.kid ?? ''
    const retired = await list('retire', kid)
    expect(statesOf(retired, 'EdDSA')).toEqual(['retired', 'signing'])
    expect(retired.find((key) => key.kid === kid)?.next?.step).toBe('delete')
    expect(statesOf(await list('retire', kid, '--emergency'), 'EdDSA')).toEqual(['signing'])
    expect(await atTheNode()).not.toContain(kid)
  })

  it('leaves keys alone whose algorithm is not used, and says so', async () => {
    const environment = { ...administrator.environment, ALDGATE_SIGNING_ALGORITHMS: 'ES256,EdDSA' }
    const few = commandLine(database, environment)
    expect((await few.run('keys', 'list')).output).toMatch(/^PS256 +signing +20\S+Z +not used: ALDGATE_SIGNING_ALGORITHMS +[\w-]{43}$/m)
    const { keys } = await few.ask<{ keys: ListedKey[] }>('keys', 'rotate')
    expect([statesOf(keys, 'EdDSA'), statesOf(keys, 'PS256')]).toEqual([['announced', 'signing'], ['signing']])
    expect(await few.run('keys', 'rotate', 'PS256')).toEqual({ output: '"PS256" is none of ES256, EdDSA', exitCode: 2 })
    const kid = keys.find(({ algorithm }) => algorithm === 'PS256')?.kid ?? ''
    expect(statesOf((await few.ask<{ keys: ListedKey[] }>('keys', 'retire', kid)).keys, 'PS256')).toEqual(['retired'])
  })

  it('says what is wrong with what it is told', async () => {
    expect(await administrator.run('keys', 'retire', 'x\u001b[31m')).toEqual({
      output: 'there is no signing key "x\\u001b[31m"',
      exitCode: 1,
    })
    expect(await administrator.run('keys', 'rotate', 'HS256')).toEqual({
      output: '"HS256" is none of ES256, PS256, RS256, EdDSA',
      exitCode: 2,
    })
    expect(await administrator.run('keys', 'list', '--emergency')).toMatchObject({
      exitCode: 2,
      output: expect.stringContaining('has no option --emergency') as string,
    })
    expect(await administrator.run('keys')).toMatchObject({
      exitCode: 2,
      output: expect.stringContaining('keys rotate [ALGORITHM]') as string,
    })
    expect(await administrator.run('keys', '--help')).toMatchObject({
      exitCode: 0,
      output: expect.not.stringContaining('seed FILE') as string,
    })
    expect((await administrator.run('keys', 'rotate', '--help')).output).toMatch(/--emergency +New keys sign at once/)
  })

  it('reseal makes the first key of KEY_ENCRYPTION_KEY the database’s, also an older one (SEC-440, SEC-457)', async () => {
    const old = administrator.environment['KEY_ENCRYPTION_KEY'] ?? ''
    const next = commandLine(database).environment['KEY_ENCRYPTION_KEY'] ?? ''
    const under = (...keys: string[]) => commandLine(database, { KEY_ENCRYPTION_KEY: keys.join(',') })
    expect(await under(next, old).run('keys', 'reseal')).toMatchObject({ exitCode: 0 })
    expect((await under(next).run('keys', 'list')).exitCode).toBe(0)
    expect(await under(old).run('keys', 'list')).toMatchObject({
      exitCode: 1,
      output: expect.stringMatching(/^KEY_ENCRYPTION_KEY lacks/) as string,
    })
    await under(old, next).run('keys', 'reseal')
    expect((await under(old).run('keys', 'list')).exitCode).toBe(0)
  })
})
