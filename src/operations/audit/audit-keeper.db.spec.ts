import { hostname, userInfo } from 'node:os'
import { invalidGrant } from '#libs/oauth-errors/factories'
import { startContext } from '../../../test/support/test-context'
import type { TestContext } from '../../../test/support/test-context'
import { UnitOfWork } from '#platform/database/unit-of-work'
import type { KeptEvents } from '#platform/events/event-catalog'
import { Events } from '#platform/events/events'
import { Flow } from '#platform/events/flow'
import { Voucher } from '#platform/events/voucher'
import type { KeptName } from '#platform/events/server-event'
import { AuditLog } from './audit-log.repository'
import { AuditModule } from './audit.module'

const failed = { sub: 'alice', reason: 'the password differs' }

describe('the audit log', () => {
  let context: TestContext
  let events: Events
  let units: UnitOfWork
  beforeAll(async () => {
    context = await startContext([AuditModule.atCommandLine()])
    ;[events, units] = [context.get(Events), context.get(UnitOfWork)]
  })
  beforeEach(() => context.dataSource.query('DELETE FROM audit_log'))
  afterAll(() => context.close())

  const keep = <Name extends KeptName>(name: Name, fields: KeptEvents[Name]) =>
    (events as { keep(name: KeptName, fields: object, voucher: Voucher): Promise<void> }).keep(name, fields, Voucher.limit(['a test']))
  const records = () => context.get(AuditLog).newest({}, 100)
  const kept = async () => {
    const [record] = await records()
    if (!record) throw new Error('nothing was kept')
    return { ...record, said: JSON.parse(record.details) as Record<string, unknown> }
  }

  it('keeps who did what to what, when and where, and the rest as details (SEC-425)', async () => {
    const flow = new Flow({ address: () => '192.0.2.1' })
    await flow.run(() => keep('login.succeeded', { sub: 'alice', username: 'Alice', sid: 'one', amr: ['pwd'] }))
    expect(await kept()).toMatchObject({
      id: expect.stringMatching(/^\d{32}$/) as string,
      at: context.clock.milliseconds(),
      type: 'login.succeeded',
      actor: 'user:alice',
      target: 'session:one',
      clientId: null,
      sub: 'alice',
      flowId: flow.id,
      address: '192.0.2.1',
      node: hostname().slice(0, 64),
      said: { username: 'Alice', sid: 'one', amr: ['pwd'] },
      seal: null,
    })
  })

  it('is written in the unit of what it records: with it, or not at all (SEC-425, SEC-435)', async () => {
    const failing = units.run(async () => {
      await keep('login.failed', failed)
      throw new TypeError('a fault of ours')
    })
    await expect(failing).rejects.toThrow('a fault of ours')
    expect(await records()).toEqual([])
    const refused = units.run(async () => {
      await keep('login.failed', failed)
      throw invalidGrant('a refusal')
    })
    await expect(refused).rejects.toThrow('a refusal')
    expect(await records()).toHaveLength(1)
  })

  describe('says who acted', () => {
    const changed = { clientId: 'web', change: 'updated' }
    const inRequest = (work: () => Promise<void>) => new Flow({ address: () => '192.0.2.1' }).run(work)

    it('outside of requests: the operator at the command line, by name', async () => {
      await keep('client.changed', changed)
      expect(await kept()).toMatchObject({ actor: `operator:command line (${userInfo().username})`, target: 'client:web', flowId: null })
    })

    it('in a request: whoever it has shown itself to be from', async () => {
      await inRequest(async () => {
        events.note('client.authenticated', { clientId: 'web', method: 'client_secret_post' })
        await keep('grant.ended', { grantId: 'one', sub: 'alice', clientId: 'other', why: 'its code was used twice' })
      })
      expect(await kept()).toMatchObject({ actor: 'client:web', target: 'grant:one', clientId: 'other', sub: 'alice' })
    })

    it('in a request that shows nothing: anyone', async () => {
      await inRequest(() => keep('client.failed', { clientId: 'web', reason: 'the secret differs', check: undefined }))
      expect(await kept()).toMatchObject({ actor: 'anyone', target: 'client:web', said: { reason: 'the secret differs' } })
    })

    it('in a logout: the person, of the session’s grants too', async () => {
      await inRequest(async () => {
        await keep('session.ended', { sub: 'alice', sid: 'one', why: 'logout' })
        await keep('grant.ended', { grantId: 'one', sub: 'alice', clientId: 'web', why: 'its session ended' })
      })
      expect((await records()).map(({ actor }) => actor)).toEqual(['user:alice', 'user:alice'])
    })

    it('not the person whose session had to go for another’s', async () => {
      await inRequest(() => keep('session.ended', { sub: 'alice', sid: 'one', why: 'another person logged in' }))
      expect(await kept()).toMatchObject({ actor: 'anyone', target: 'session:one', sub: 'alice' })
    })
  })

  it('takes no client for a user', async () => {
    const audience = ['https://api.example.com']
    const issued = { grantType: 'client_credentials', kinds: ['access_token'], audience, scope: 'payments', jti: 'one' }
    await keep('tokens.issued', { ...issued, clientId: 'machine', sub: 'machine', grantId: undefined, jkt: undefined })
    expect(await kept()).toMatchObject({ clientId: 'machine', sub: null, actor: 'client:machine', target: 'client:machine' })
  })

  it.each([
    ['\u001b]0;owned\u0007', '\\u001b]0;owned\\u0007'],
    ['one\r\n{"forged":"line"}', 'one\\u000d\\u000a{"forged":"line"}'],
    ['a\u202eb\u200bc\0', 'a\\u202eb\\u200bc\\u0000'],
    ['\ud800', '\\ud800'],
    ["'; DROP TABLE audit_log; --", "'; DROP TABLE audit_log; --"],
    ['<script>', '<script>'],
  ])('keeps what somebody else wrote without its effect: %j (SEC-444)', async (hostile, inert) => {
    await keep('client.changed', { clientId: hostile, change: hostile })
    expect(await kept()).toMatchObject({ clientId: inert, target: `client:${inert}`, said: { change: inert } })
  })

  it('is bounded, whatever is told', async () => {
    const long = '\u001b'.repeat(100_000)
    await keep('consent.given', {
      sub: 'alice',
      clientId: long,
      scope: long,
      resources: Array.from({ length: 500 }, () => long),
      claims: [],
    })
    const { clientId, details } = await kept()
    expect(clientId?.length).toBeLessThanOrEqual(6_000)
    expect(details.length).toBeLessThan(60_000)
    expect(JSON.parse(details)).toHaveProperty('cut')
  })

  it('leaves out what must never be kept, even where somebody tells it (SEC-442)', async () => {
    const jwt = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl'
    const said = { change: `token ${jwt} came`, password: 'x', client_secret: 'x', accessToken: 'x', nested: { refresh_token: 'x' } }
    await keep('client.changed', { clientId: 'web', ...said })
    expect((await kept()).said).toEqual({
      change: 'token [redacted] came',
      password: '[redacted]',
      client_secret: '[redacted]',
      accessToken: '[redacted]',
      nested: { refresh_token: '[redacted]' },
    })
  })
})
