import { startContext } from '../../../test/support/test-context'
import type { TestContext } from '../../../test/support/test-context'
import { Secrets } from '#platform/secrets/secrets'
import { ResourcesModule } from './resources.module'
import { Resources } from './resources.repository'

const payments = { resource: 'https://payments.example.com', scopes: ['payments', 'accounts'] }
const plain = { resource: 'https://plain.example.com', scopes: [] }

describe('the resources', () => {
  let context: TestContext
  let resources: Resources
  beforeAll(async () => {
    context = await startContext([ResourcesModule])
    resources = context.get(Resources)
  })
  beforeEach(() => context.dataSource.query('DELETE FROM resources'))
  afterAll(() => context.close())
  const put = (entry: typeof payments) => resources.put(entry, context.get(Secrets).digest('seed-digest', JSON.stringify(entry)))

  it('are known with their scopes (RFC8707-2, SEC-215)', async () => {
    expect([await put(payments), await put(plain)]).toEqual(['created', 'created'])
    expect(await resources.all()).toEqual(
      new Map([
        [payments.resource, payments.scopes],
        [plain.resource, []],
      ]),
    )
  })

  it('change only when their entry does (seed file)', async () => {
    await put(payments)
    expect(await put(payments)).toBe('unchanged')
    expect(await put({ ...payments, scopes: ['payments'] })).toBe('updated')
    expect((await resources.all()).get(payments.resource)).toEqual(['payments'])
  })

  it('are removed when the list does not name them (prune: true)', async () => {
    await put(payments)
    await put(plain)
    expect(await resources.prune(new Set([plain.resource]))).toEqual([payments.resource])
    expect([...(await resources.all()).keys()]).toEqual([plain.resource])
  })
})
