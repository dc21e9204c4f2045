import { randomBytes } from 'node:crypto'
import { startContext } from '../../../test/support/test-context'
import type { TestContext } from '../../../test/support/test-context'
import { testDatabase } from '../../../test/support/test-database'
import type { TestDatabase } from '../../../test/support/test-database'
import { DeploymentModule } from './deployment.module'
import { EncryptionKeys } from './encryption-keys'

const [first, second, third] = ['', '', ''].map(() => randomBytes(32).toString('base64')) as [string, string, string]

describe('the keys of KEY_ENCRYPTION_KEY', () => {
  let database: TestDatabase
  let open: TestContext[]
  beforeEach(async () => {
    database = await testDatabase()
    open = []
  })
  afterEach(async () => {
    for (const context of open) await context.close()
    await database.drop()
  })

  const start = async (...keys: string[]) => {
    const context = await startContext([DeploymentModule], { database, environment: { KEY_ENCRYPTION_KEY: keys.join(',') } })
    open.push(context)
    return context
  }
  const keysAt = (context: TestContext) => context.get(EncryptionKeys)
  const adopt = async (...keys: string[]) => keysAt(await start(...keys)).adopt()
  const refused = /^KEY_ENCRYPTION_KEY lacks the key [\w-]{8}, which this database is sealed under: give all nodes the same list, .*$/

  it('are the first node’s to choose: a node with another does not start (SEC-440)', async () => {
    await adopt(first)
    await expect(start(second)).rejects.toThrow(refused)
    await expect(start(second, first)).resolves.toBeDefined()
  })

  it('change step by step, while nodes with either list work (SEC-440, SEC-457)', async () => {
    await adopt(first)
    await adopt(first, second)
    await adopt(second, first)
    await adopt(first, second)
    await expect(start(first)).rejects.toThrow(refused)
    await adopt(second)
    expect(await keysAt(open.at(-1) as TestContext).known()).toHaveLength(2)
  })

  it('go back to an older one where that is asked for', async () => {
    await adopt(first)
    await adopt(second, first)
    await keysAt(await start(first, second)).adoptAgain()
    await expect(start(first)).resolves.toBeDefined()
    await expect(start(second)).rejects.toThrow(refused)
    await keysAt(await start(third, first)).adoptAgain()
    await expect(start(first)).rejects.toThrow(refused)
  })

  it('stand in the database by name and check value alone (SEC-440)', async () => {
    await adopt(first)
    const rows: object[] = await (open[0] as TestContext).dataSource.query('SELECT * FROM encryption_keys')
    expect(rows).toEqual([expect.objectContaining({ id: expect.stringMatching(/^[\w-]{8}$/) as string })])
    for (const shape of ['base64', 'base64url', 'hex'] as const)
      expect(JSON.stringify(rows)).not.toContain(Buffer.from(first, 'base64').toString(shape))
  })

  it('that bear the name of another are not taken for it', async () => {
    await adopt(first)
    await (open[0] as TestContext).dataSource.query(`UPDATE encryption_keys SET check_value = '${'x'.repeat(43)}'`)
    await expect(start(first)).rejects.toThrow(refused)
  })

  it('tell when they were last used, to a minute or two', async () => {
    const context = await start(first)
    await keysAt(context).adopt()
    const began = context.clock.now()
    for (const seconds of [0, 59, 1]) {
      context.clock.advance(seconds)
      await keysAt(context).touch()
    }
    expect(await keysAt(context).known()).toEqual([expect.objectContaining({ adoptedAt: began, usedAt: began + 60 })])
  })
})
