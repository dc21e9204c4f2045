import { OAuthError } from '#libs/oauth-errors/oauth-error'
import { parallel } from '../../../test/support/records'
import { startContext, startNodes } from '../../../test/support/test-context'
import type { TestContext, TestNodes } from '../../../test/support/test-context'
import { clockToleranceSeconds } from '#platform/database/delete-expired'
import { Attempts } from './attempts'
import { AttemptsModule } from './attempts.module'

const limit = { of: ['login', 'alice', '192.0.2.1'], failures: 3, windowSeconds: 60 }
const other = { ...limit, of: ['login', 'alice', '192.0.2.2'] }
const tooMany = { code: 'temporarily_unavailable', status: 429, description: 'too many failed attempts' }
const retryAfter = (seconds: number) => ({ ...tooMany, headers: { 'retry-after': String(seconds) } })

describe('failed attempts', () => {
  let nodes: TestNodes
  let [here, there]: readonly Attempts[] = []
  beforeEach(async () => {
    nodes = await startNodes([AttemptsModule])
    ;[here, there] = nodes.nodes.map((node) => node.get(Attempts))
  })
  afterEach(() => nodes.close())

  const fail = async (times: number, of = limit) => {
    for (let time = 0; time < times; time += 1) await here?.fail([of])
  }

  it('are borne up to the limit (SEC-300)', async () => {
    await fail(2)
    await expect(here?.check([limit])).resolves.toBe(true)
  })

  it('end in 429, which says how long the window lasts (SEC-300, SEC-451)', async () => {
    await fail(3)
    await expect(here?.check([limit])).rejects.toMatchObject(retryAfter(60))
    nodes.clock.advance(59)
    await expect(here?.check([limit])).rejects.toMatchObject(retryAfter(1))
  })

  it('are forgiven when the window ends, and counted anew (SEC-303)', async () => {
    await fail(3)
    nodes.clock.advance(60)
    await expect(here?.check([limit])).resolves.toBe(false)
    await fail(2)
    await expect(here?.check([limit])).resolves.toBe(true)
    await fail(1)
    await expect(here?.check([limit])).rejects.toMatchObject(retryAfter(60))
  })

  it('do not move the end of their window (SEC-303)', async () => {
    await fail(1)
    nodes.clock.advance(40)
    await fail(2)
    await expect(here?.check([limit])).rejects.toMatchObject(retryAfter(20))
  })

  it('are counted by all nodes together (SEC-300, SEC-430)', async () => {
    await fail(2)
    await there?.fail([limit])
    await expect(here?.check([limit])).rejects.toMatchObject(tooMany)
    await expect(there?.check([limit])).rejects.toMatchObject(tooMany)
  })

  it('that run at the same time are answered 429 beyond the limit, whichever node they are at (SEC-300)', async () => {
    const answers = await parallel(async (index) => (index % 2 ? here : there)?.fail([limit]).catch((error: unknown) => error))
    expect(answers.filter((answer) => !(answer instanceof OAuthError))).toHaveLength(3)
    expect(answers.find((answer) => answer instanceof OAuthError)).toMatchObject(retryAfter(60))
  })

  it('of one address leave another alone (SEC-151, SEC-303)', async () => {
    await fail(3)
    await expect(here?.check([other])).resolves.toBe(false)
  })

  it('are refused when any of several windows is full (SEC-301)', async () => {
    await fail(3, other)
    await expect(here?.check([limit, other])).rejects.toMatchObject(tooMany)
    await expect(here?.check([other, limit])).rejects.toMatchObject(tooMany)
  })

  it('count in every window, even where the first is full (SEC-301)', async () => {
    await fail(2, other)
    await fail(3)
    await expect(here?.fail([limit, other])).rejects.toMatchObject(tooMany)
    await expect(here?.check([other])).rejects.toMatchObject(tooMany)
  })

  it('are forgotten on demand (SEC-303)', async () => {
    await fail(3)
    await here?.forget(limit)
    await expect(here?.check([limit])).resolves.toBe(false)
  })

  it('keep no name and no address in the database (SEC-442)', async () => {
    await fail(1)
    const rows = JSON.stringify(await nodes.nodes[0].dataSource.query('SELECT * FROM attempts'))
    expect(rows).not.toMatch(/alice|192\.0\.2/)
  })

  it('are swept when their window has ended by every node’s clock, not before (SEC-438, SEC-445)', async () => {
    await fail(1)
    const over = nodes.clock.now() + 60 + clockToleranceSeconds
    expect(await here?.sweepExpired(over, 10)).toBe(0)
    expect(await here?.sweepExpired(over + 1, 10)).toBe(1)
  })
})

describe('rate limits that are off', () => {
  let context: TestContext
  beforeAll(async () => {
    context = await startContext([AttemptsModule], { environment: { RATE_LIMITS: 'off' } })
  })
  afterAll(() => context.close())

  it('refuse nobody and write nothing where RATE_LIMITS is off', async () => {
    const attempts = context.get(Attempts)
    await parallel(() => attempts.fail([limit]))
    await expect(attempts.check([limit])).resolves.toBe(false)
    expect(await context.dataSource.query('SELECT * FROM attempts')).toEqual([])
  })
})
