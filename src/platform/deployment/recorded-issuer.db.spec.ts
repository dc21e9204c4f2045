import { startContext } from '../../../test/support/test-context'
import { testDatabase } from '../../../test/support/test-database'
import type { TestDatabase } from '../../../test/support/test-database'
import { DeploymentModule } from './deployment.module'
import { RecordedIssuer } from './recorded-issuer'

describe('the issuer of a database', () => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await testDatabase()
  })
  afterEach(() => database.drop())

  const startAs = async (issuer: string, environment = {}) => {
    const context = await startContext([DeploymentModule.atStart()], { database, environment: { ISSUER: issuer, ...environment } })
    const recorded = await context.get(RecordedIssuer).find()
    await context.close()
    return recorded
  }

  it('is the first node’s: a node with another does not start, and says what to do (SEC-453)', async () => {
    expect(await startAs('https://login.example.com')).toBe('https://login.example.com')
    expect(await startAs('https://login.example.com')).toBe('https://login.example.com')
    await expect(startAs('https://id.example.com')).rejects.toThrow(
      /^ISSUER is https:\/\/id\.example\.com, but this database belongs to https:\/\/login\.example\.com: set ISSUER to that, .*$/,
    )
  })

  it('changes where an administrator says so', async () => {
    await startAs('https://login.example.com')
    const context = await startContext([DeploymentModule], { database, environment: { ISSUER: 'https://id.example.com' } })
    await context.get(RecordedIssuer).adopt()
    await context.close()
    expect(await startAs('https://id.example.com')).toBe('https://id.example.com')
    await expect(startAs('https://login.example.com')).rejects.toThrow('belongs to https://id.example.com')
  })

  it('follows the port on a developer’s machine, where nobody set it', async () => {
    const development = { NODE_ENV: 'development' }
    await startAs('http://localhost:3000', development)
    expect(await startAs('http://localhost:3001', { ...development, PORT: '3001' })).toBe('http://localhost:3001')
    await expect(startAs('http://localhost:9999', { ...development, PORT: '3001' })).rejects.toThrow('belongs to http://localhost:3001')
  })
})
