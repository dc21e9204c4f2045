import { randomBytes } from 'node:crypto'
import { commandLine } from '../support/command-line'
import { testDatabase } from '../support/test-database'
import type { TestDatabase } from '../support/test-database'

describe('the sample seed for production', () => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await testDatabase()
  })
  afterEach(() => database.drop())

  it('is loaded in production, with the variables that it names, and changes nothing the second time (contract: seed file)', async () => {
    const { run } = commandLine(database, {
      NODE_ENV: 'production',
      ISSUER: 'https://login.example.com',
      PASSWORD_HASH: 'argon2id,m=19456,t=2,p=1',
      INTRANET_SECRET: randomBytes(32).toString('hex'),
      CAROL_PASSWORD_HASH: '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21l$c29tZWhhc2hzb21laGFzaHNvbWVoYXNoc29tZQ',
    })
    expect((await run('migrate')).exitCode).toBe(0)
    const first = await run('seed', 'seeds/production.yaml')
    expect([first.exitCode, first.output]).toEqual([0, expect.stringMatching(/clients: 3 created/)])
    const again = await run('seed', 'seeds/production.yaml')
    expect([again.exitCode, again.output]).toEqual([0, expect.not.stringMatching(/[1-9]\d* (?:created|changed|updated)/)])
    expect((await run('clients', 'list')).output).toContain('payments-app')
  })
})
