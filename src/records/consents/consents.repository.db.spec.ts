import { gate } from '../../../test/support/gate'
import { aGrant, flowId, parallel } from '../../../test/support/records'
import { startContext } from '../../../test/support/test-context'
import type { TestContext } from '../../../test/support/test-context'
import { onPostgres } from '../../../test/support/test-database'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { Grants } from '#records/grants/grants.repository'
import { ConsentsModule } from './consents.module'
import { Consents } from './consents.repository'
import type { ConsentScope } from './consents.repository'

const alice = { sub: 'alice', clientId: 'a-client' }
const [here, api, other] = ['https://as.example', 'https://api.example.com', 'https://other.example.com']

/** Scopes by resource and claims, as a test writes them. */
interface Scope {
  readonly allowed?: Readonly<Record<string, readonly string[]>>
  readonly claims?: readonly string[]
}
const toScope = ({ allowed = {}, claims = [] }: Scope) => ({ allowed: new Map(Object.entries(allowed)), claims })
const at = (resource: string, ...scopes: string[]): Scope => ({ allowed: { [resource]: scopes } })

describe('the consents', () => {
  let context: TestContext
  let consents: Consents
  beforeAll(async () => {
    context = await startContext([ConsentsModule])
    consents = context.get(Consents)
  })
  beforeEach(() => context.dataSource.query('DELETE FROM consents'))
  afterAll(() => context.close())

  const remember = (allowed: Scope, key = alice) => consents.remember(key, toScope(allowed), flowId)
  const covers = (wanted: Scope, key = alice) => consents.covers(key, toScope(wanted))

  it('cover nothing before anything was allowed (SEC-214)', async () => {
    expect(await covers(at(here, 'openid'))).toBe(false)
    expect(await covers({})).toBe(false)
  })

  it('cover what was allowed, and less (SEC-214)', async () => {
    await remember({ allowed: { [here]: ['openid', 'email'], [api]: ['read'] }, claims: ['name'] })
    expect(await covers({ allowed: { [api]: ['read'], [here]: ['email', 'openid'] }, claims: ['name'] })).toBe(true)
    expect(await covers(at(here, 'openid'))).toBe(true)
  })

  it.each([
    ['scope', at(here, 'openid', 'payments')],
    ['resource', at(other)],
    ['claim', { claims: ['birthdate'] }],
  ])('do not cover another %s (SEC-214)', async (_, wanted) => {
    await remember({ allowed: { [here]: ['openid'], [api]: [] }, claims: ['name'] })
    expect(await covers(wanted)).toBe(false)
  })

  it('cover a scope at the resource where it was allowed, and at no other (SEC-214)', async () => {
    await remember(at(api, 'read'))
    await remember(at(other, 'write'))
    expect(await covers({ allowed: { [api]: ['read'], [other]: ['write'] } })).toBe(true)
    expect(await covers(at(api, 'write'))).toBe(false)
    expect(await covers(at(other, 'read'))).toBe(false)
  })

  it('never take a part of one for another (SEC-214)', async () => {
    await remember(at(here, 'name'))
    expect(await covers({ claims: ['name'] })).toBe(false)
    expect(await covers(at(here, 'nam'))).toBe(false)
  })

  it('are of one person and one client (SEC-214)', async () => {
    await remember(at(here, 'openid'))
    expect(await covers(at(here, 'openid'), { ...alice, sub: 'bob' })).toBe(false)
    expect(await covers(at(here, 'openid'), { ...alice, clientId: 'another' })).toBe(false)
  })

  it('grow by what is allowed later (SEC-214)', async () => {
    await remember({ ...at(here, 'openid'), claims: ['name'] })
    await remember(at(here, 'email', 'openid'))
    expect(await covers({ ...at(here, 'openid', 'email'), claims: ['name'] })).toBe(true)
    const [row] = await context.dataSource.query<Record<string, string>[]>('SELECT scopes, resources, allowed FROM consents')
    expect(JSON.parse(row?.['allowed'] ?? '')).toEqual({ [here]: ['openid', 'email'] })
    expect([row?.['scopes'], row?.['resources']].map((json) => JSON.parse(json ?? '') as unknown)).toEqual([['openid', 'email'], [here]])
  })

  it('grow by all that is allowed at the same moment (SEC-437)', async () => {
    await remember(at(here, 'openid'))
    await parallel((index) => remember(at(api, `scope-${index}`)))
    expect(await covers(at(api, ...Array.from({ length: 20 }, (_, index) => `scope-${index}`)))).toBe(true)
  })

  it('that are given for the first time at the same moment do not fail (SEC-437)', async () => {
    await parallel(() => remember(at(here, 'openid')))
    expect(await covers(at(here, 'openid'))).toBe(true)
  })

  it('that are withdrawn cover nothing and end every grant that rested on them (SEC-64)', async () => {
    const grants = context.get(Grants)
    const made = [aGrant(context.clock.now(), { offline: true }), aGrant(context.clock.now(), { clientId: 'another' })]
    for (const grant of made) await grants.add(grant)
    await remember(at(here, 'openid'))
    await consents.withdraw(alice)
    expect(await covers(at(here, 'openid'))).toBe(false)
    expect(await Promise.all(made.map(async ({ id }) => (await grants.findLive(id)) !== undefined))).toEqual([false, true])
  })

  onPostgres('on PostgreSQL', () => {
    it('that are withdrawn do not come back by what is allowed at the same moment (SEC-64)', async () => {
      await remember(at(here, 'old'))
      const [withdrawn, committing] = [gate(), gate()]
      const withdrawal = context.get(UnitOfWork).run(async () => {
        await consents.withdraw(alice)
        withdrawn.open()
        await committing.opened
      })
      await withdrawn.opened
      const allowed = remember(at(here, 'new'))
      setTimeout(committing.open, 100)
      await Promise.all([withdrawal, allowed])
      expect(await covers(at(here, 'new'))).toBe(true)
      expect(await covers(at(here, 'old'))).toBe(false)
    })
  })

  it('are held until the unit ends, so that a withdrawal waits and ends what the unit has granted (SEC-64, SEC-214, SEC-225)', async () => {
    await remember(at(api, 'read'))
    const grant = aGrant(context.clock.now(), { offline: true })
    const [held, finishing] = [gate(), gate()]
    const granting = context.get(UnitOfWork).run(async (tx) => {
      expect(await consents.hold(tx, alice, toScope(at(api, 'read')))).toBe(true)
      held.open()
      await finishing.opened
      await context.get(Grants).add(grant)
    })
    await held.opened
    const withdrawal = consents.withdraw(alice)
    setTimeout(finishing.open, 100)
    await Promise.all([granting, withdrawal])
    expect(await context.get(Grants).findLive(grant.id)).toBeUndefined()
  })

  it('that are not there, or not enough, cannot be held (SEC-214)', async () => {
    const hold = (wanted: ConsentScope) => context.get(UnitOfWork).run((tx) => consents.hold(tx, alice, wanted))
    expect(await hold(toScope({}))).toBe(false)
    await remember(at(api, 'read'))
    expect(await hold(toScope(at(api, 'write')))).toBe(false)
  })

  it('keep when they were first given', async () => {
    const first = context.clock.now()
    await remember(at(here, 'openid'))
    context.clock.advance(3600)
    await remember(at(here, 'email'))
    expect(await consents.ofUser('alice', 10)).toMatchObject([{ clientId: 'a-client', firstGrantedAt: first }])
  })

  describe('of before they said where scopes count', () => {
    const issuer = () => context.settings.server.issuer
    const written = async (scopes: readonly string[], resources: readonly string[]) => {
      const columns = 'sub, client_id, scopes, resources, claims, granted_at, flow_id'
      const lists = [scopes, resources, ['name']].map((list) => `'${JSON.stringify(list)}'`).join(', ')
      await context.dataSource.query(`INSERT INTO consents (${columns}) VALUES ('alice', 'a-client', ${lists}, 1234, 'x')`)
    }
    beforeEach(async () => {
      await context.dataSource.query('DELETE FROM resources')
      const known = [
        [api, ['read', 'pay']],
        [other, ['read']],
      ] as const
      for (const [resource, scopes] of known) {
        const json = JSON.stringify(scopes)
        await context.dataSource.query(
          `INSERT INTO resources (resource, scopes, early_scopes) VALUES ('${resource}', '${json}', '${json}')`,
        )
      }
      context.clock.advance(2)
    })

    it('count for the person, and for scopes that one resource alone owned; all else is asked again (SEC-214)', async () => {
      await written(['openid', 'email', 'read', 'pay'], [])
      expect(await covers({ allowed: { [issuer()]: ['openid', 'email'], [api]: ['pay'] }, claims: ['name'] })).toBe(true)
      expect(await covers(at(api, 'read'))).toBe(false)
      expect(await covers(at(other, 'read'))).toBe(false)
    })

    it('count at no resource where another was named too (SEC-214)', async () => {
      await written(['openid', 'pay'], [api, other])
      expect(await covers(at(issuer(), 'openid'))).toBe(true)
      expect(await covers(at(api, 'pay'))).toBe(false)
    })

    it('say so from the next time on, and stay good for nodes of before', async () => {
      await written(['read', 'pay'], [])
      await remember(at(other, 'read'))
      expect(await covers({ allowed: { [api]: ['pay'], [other]: ['read'] } })).toBe(true)
      const [row] = await context.dataSource.query<Record<string, unknown>[]>('SELECT * FROM consents')
      expect([row?.['scopes'], row?.['resources']]).toEqual(['["read","pay"]', JSON.stringify([api, other])])
      expect(Number(row?.['first_granted_at'])).toBe(1234)
    })
  })

  it('of a person who is gone are forgotten (SEC-228)', async () => {
    await remember(at(here, 'openid'))
    await remember(at(here, 'openid'), { ...alice, sub: 'bob' })
    await consents.forgetUsers(['alice'])
    expect([await covers({}), await covers({}, { ...alice, sub: 'bob' })]).toEqual([false, true])
  })
})
