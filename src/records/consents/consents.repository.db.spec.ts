import { gate } from '../../../test/support/gate'
import { aGrant, flowId, parallel } from '../../../test/support/records'
import { startContext } from '../../../test/support/test-context'
import type { TestContext } from '../../../test/support/test-context'
import { onPostgres } from '../../../test/support/test-database'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { Grants } from '#records/grants/grants.repository'
import { ConsentsModule } from './consents.module'
import { Consents } from './consents.repository'

const alice = { sub: 'alice', clientId: 'a-client' }
const nothing = { scopes: [], resources: [], claims: [] }

describe('the consents', () => {
  let context: TestContext
  let consents: Consents
  beforeAll(async () => {
    context = await startContext([ConsentsModule])
    consents = context.get(Consents)
  })
  beforeEach(() => context.dataSource.query('DELETE FROM consents'))
  afterAll(() => context.close())

  const remember = (allowed: Partial<typeof nothing> | Record<string, readonly string[]>, key = alice) =>
    consents.remember(key, { ...nothing, ...allowed }, flowId)
  const covers = (wanted: Record<string, readonly string[]>, key = alice) => consents.covers(key, { ...nothing, ...wanted })

  it('cover nothing before anything was allowed (SEC-214)', async () => {
    expect(await covers({ scopes: ['openid'] })).toBe(false)
    expect(await covers({})).toBe(false)
  })

  it('cover what was allowed, and less (SEC-214)', async () => {
    await remember({ scopes: ['openid', 'email'], resources: ['https://api.example.com'], claims: ['name'] })
    expect(await covers({ scopes: ['email', 'openid'], resources: ['https://api.example.com'], claims: ['name'] })).toBe(true)
    expect(await covers({ scopes: ['openid'] })).toBe(true)
  })

  it.each([
    ['scope', { scopes: ['openid', 'payments'] }],
    ['resource', { resources: ['https://other.example.com'] }],
    ['claim', { claims: ['birthdate'] }],
  ])('do not cover another %s (SEC-214)', async (_, wanted) => {
    await remember({ scopes: ['openid'], resources: ['https://api.example.com'], claims: ['name'] })
    expect(await covers(wanted)).toBe(false)
  })

  it('never take a part of one for another (SEC-214)', async () => {
    await remember({ scopes: ['name'] })
    expect(await covers({ claims: ['name'] })).toBe(false)
    expect(await covers({ scopes: ['nam'] })).toBe(false)
  })

  it('are of one person and one client (SEC-214)', async () => {
    await remember({ scopes: ['openid'] })
    expect(await covers({ scopes: ['openid'] }, { ...alice, sub: 'bob' })).toBe(false)
    expect(await covers({ scopes: ['openid'] }, { ...alice, clientId: 'another' })).toBe(false)
  })

  it('grow by what is allowed later (SEC-214)', async () => {
    await remember({ scopes: ['openid'], claims: ['name'] })
    await remember({ scopes: ['email', 'openid'] })
    expect(await covers({ scopes: ['openid', 'email'], claims: ['name'] })).toBe(true)
    const [row] = await context.dataSource.query<{ scopes: string }[]>('SELECT scopes FROM consents')
    expect(JSON.parse(row?.scopes ?? '')).toEqual(['openid', 'email'])
  })

  it('grow by all that is allowed at the same moment (SEC-437)', async () => {
    await remember({ scopes: ['openid'] })
    await parallel((index) => remember({ scopes: [`scope-${index}`] }))
    expect(await covers({ scopes: Array.from({ length: 20 }, (_, index) => `scope-${index}`) })).toBe(true)
  })

  it('that are given for the first time at the same moment do not fail (SEC-437)', async () => {
    await parallel(() => remember({ scopes: ['openid'] }))
    expect(await covers({ scopes: ['openid'] })).toBe(true)
  })

  it('that are withdrawn cover nothing and end every grant that rested on them (SEC-64)', async () => {
    const grants = context.get(Grants)
    const made = [aGrant(context.clock.now(), { offline: true }), aGrant(context.clock.now(), { clientId: 'another' })]
    for (const grant of made) await grants.add(grant)
    await remember({ scopes: ['openid'] })
    await consents.withdraw(alice)
    expect(await covers({ scopes: ['openid'] })).toBe(false)
    expect(await Promise.all(made.map(async ({ id }) => (await grants.findLive(id)) !== undefined))).toEqual([false, true])
  })

  onPostgres('on PostgreSQL', () => {
    it('that are withdrawn do not come back by what is allowed at the same moment (SEC-64)', async () => {
      await remember({ scopes: ['old'] })
      const [withdrawn, committing] = [gate(), gate()]
      const withdrawal = context.get(UnitOfWork).run(async () => {
        await consents.withdraw(alice)
        withdrawn.open()
        await committing.opened
      })
      await withdrawn.opened
      const allowed = remember({ scopes: ['new'] })
      setTimeout(committing.open, 100)
      await Promise.all([withdrawal, allowed])
      expect(await covers({ scopes: ['new'] })).toBe(true)
      expect(await covers({ scopes: ['old'] })).toBe(false)
    })
  })

  it('of a person who is gone are forgotten (SEC-228)', async () => {
    await remember({ scopes: ['openid'] })
    await remember({ scopes: ['openid'] }, { ...alice, sub: 'bob' })
    await consents.forgetUser('alice')
    expect([await covers({}), await covers({}, { ...alice, sub: 'bob' })]).toEqual([false, true])
  })
})
