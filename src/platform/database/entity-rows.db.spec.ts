import { aGrant } from '../../../test/support/records'
import { startContext } from '../../../test/support/test-context'
import type { TestContext } from '../../../test/support/test-context'
import { GrantRow } from '#records/grants/grant.entity'
import { GrantsModule } from '#records/grants/grants.module'
import { findRow, insertRow } from './entity-rows'
import { UnitOfWork } from './unit-of-work'

describe('the row of an entity', () => {
  let context: TestContext
  let units: UnitOfWork
  beforeAll(async () => {
    context = await startContext([GrantsModule])
    units = context.get(UnitOfWork)
  })
  beforeEach(() => context.dataSource.query('DELETE FROM grants'))
  afterAll(() => context.close())

  const aRow = (given: Partial<GrantRow> = {}): GrantRow => {
    const { scopes, ...grant } = aGrant(context.clock.now())
    const lists = { scope: scopes.join(' '), resources: ['https://api.example.com'], amr: ['pwd'] }
    return {
      ...grant,
      ...lists,
      allowed: new Map([['https://api.example.com', ['read']]]),
      claims: { id_token: { acr: null } },
      endedAt: null,
      ...given,
    }
  }
  const add = async (row: GrantRow) => {
    await insertRow(units.writes, GrantRow, row)
    return row
  }
  const find = (id: string) => findRow(units.reads, GrantRow, 'id = $1', [id])

  it('is what was added: flags, times, lists and what is absent', async () => {
    const rows = [await add(aRow({ offline: true })), await add(aRow({ offline: false, claims: null, endedAt: 1_800_000_000 }))]
    for (const row of rows) expect(await find(row.id)).toEqual(row)
  })

  it('is what TypeORM finds and adds', async () => {
    const [ours, theirs] = [await add(aRow()), aRow()]
    await units.run(({ entities }) => entities.insert(GrantRow, theirs as object))
    for (const { id } of [ours, theirs]) expect(await find(id)).toEqual(await context.dataSource.manager.findOneBy(GrantRow, { id }))
  })

  it('is undefined where there is none', async () => {
    expect(await find('nobody')).toBeUndefined()
  })

  it('is not added twice', async () => {
    const row = await add(aRow())
    await expect(add(row)).rejects.toThrow(/unique/i)
  })
})
