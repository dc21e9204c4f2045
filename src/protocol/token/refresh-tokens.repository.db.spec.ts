import { newId } from '#libs/opaque-token/opaque-token'
import { aGrant, flowId, parallel } from '../../../test/support/records'
import { startContext } from '../../../test/support/test-context'
import type { TestNodes } from '../../../test/support/test-context'
import { databaseKind } from '../../../test/support/test-database'
import { startTokenNodes } from '../../../test/support/token-context'
import { BackchannelModule } from '#protocol/backchannel/backchannel.module'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { clockToleranceSeconds } from '#platform/database/delete-expired'
import { Grants } from '#records/grants/grants.repository'
import { TokenModule } from './token.module'
import { RefreshTokens } from './refresh-tokens.repository'
import type { RefreshToken } from './refresh-tokens.repository'

const [hour, day] = [60 * 60, 24 * 60 * 60]

describe('the refresh tokens', () => {
  let nodes: TestNodes
  let tokens: RefreshTokens
  let others: RefreshTokens
  beforeAll(async () => {
    nodes = await startTokenNodes()
    ;[tokens, others] = [nodes.nodes[0].get(RefreshTokens), nodes.nodes[1].get(RefreshTokens)]
  })
  beforeEach(() => nodes.nodes[0].dataSource.query('DELETE FROM refresh_tokens'))
  afterAll(() => nodes.close())

  const owner = (grantLifetime = 180 * day) => ({
    grantId: newId(),
    clientId: 'a-client',
    dpopJkt: 'a-thumbprint',
    isBound: true,
    flowId,
    grantExpiresAt: nodes.clock.now() + grantLifetime,
  })
  const get = async (value: string): Promise<RefreshToken> => {
    const token = await tokens.find(value)
    if (!token) throw new Error('no such token')
    return token
  }

  it('are found as they were made, at every node (RFC6749-6, SEC-218, SEC-429)', async () => {
    const { grantExpiresAt, ...made } = owner()
    const value = await tokens.add({ ...made, grantExpiresAt })
    const found = { ...made, rotatedAt: null, successorKeyId: null, createdAt: nodes.clock.now(), expiresAt: nodes.clock.now() + 30 * day }
    for (const node of [tokens, others]) expect(await node.find(value)).toMatchObject(found)
  })

  it('cannot be guessed, and are kept as digests (SEC-58, SEC-233, SEC-442)', async () => {
    const value = await tokens.add(owner())
    expect(value).toMatch(/^[\w-]{43}$/)
    for (const guess of ['', value.slice(1), `${value}A`, `${value}=`, `${value}.`]) expect(await tokens.find(guess)).toBeUndefined()
    expect(JSON.stringify(await nodes.nodes[0].dataSource.query('SELECT * FROM refresh_tokens'))).not.toContain(value)
  })

  it('never outlive their grant (SEC-227)', async () => {
    const short = owner(hour)
    expect((await get(await tokens.add(short))).expiresAt).toBe(short.grantExpiresAt)
  })

  it('are rotated once, though 20 come at once, on PostgreSQL over two nodes (RFC9700-4.14.2, SEC-221)', async () => {
    const made = owner()
    const value = await tokens.add(made)
    const another = databaseKind === 'postgres' ? others : tokens
    const successors = await parallel((index) => (index % 2 ? tokens : another).rotate(value, made))
    const [successor, ...more] = successors.filter((one) => one !== undefined)
    expect(more).toEqual([])
    expect((await get(value)).rotatedAt).toBe(nodes.clock.now())
    expect(await get(successor ?? '')).toMatchObject({ grantId: made.grantId, rotatedAt: null })
  })

  it('are not rotated by a name that is none (SEC-221)', async () => {
    expect(await tokens.rotate('unknown', owner())).toBeUndefined()
  })

  it('are rotated with their successor or not at all (SEC-431)', async () => {
    const made = owner()
    const value = await tokens.add(made)
    const failing = nodes.nodes[0].get(UnitOfWork).run(async () => {
      await tokens.rotate(value, made)
      throw new TypeError('a fault of ours')
    })
    await expect(failing).rejects.toThrow('a fault of ours')
    expect((await get(value)).rotatedAt).toBeNull()
    expect(await tokens.rotate(value, made)).toBeDefined()
  })

  it('know their successor again at every node, though only its digest is kept (SEC-222, SEC-432)', async () => {
    const made = owner()
    const value = await tokens.add(made)
    const successor = await tokens.rotate(value, made)
    const rotated = await get(value)
    for (const node of [tokens, others]) expect(await node.findUnusedSuccessor(value, rotated)).toBe(successor)
  })

  it('do not give their successor again once it was used itself (SEC-222)', async () => {
    const made = owner()
    const value = await tokens.add(made)
    await tokens.rotate((await tokens.rotate(value, made)) ?? '', made)
    expect(await tokens.findUnusedSuccessor(value, await get(value))).toBeUndefined()
  })

  it('have no successor before they are rotated, nor under a key that is gone (SEC-440)', async () => {
    const made = owner()
    const value = await tokens.add(made)
    expect(await tokens.findUnusedSuccessor(value, await get(value))).toBeUndefined()
    await tokens.rotate(value, made)
    expect(await tokens.findUnusedSuccessor(value, { ...(await get(value)), successorKeyId: 'gone' })).toBeUndefined()
  })

  it('live on while they are used, no longer than their grant (FAPI2-SP-FINAL-5.3.2.1-9, SEC-227)', async () => {
    const made = owner(45 * day)
    const value = await tokens.add(made)
    nodes.clock.advance(10 * day)
    await tokens.touch(await get(value), made.grantExpiresAt)
    expect((await get(value)).expiresAt).toBe(nodes.clock.now() + 30 * day)
    nodes.clock.advance(20 * day)
    await tokens.touch(await get(value), made.grantExpiresAt)
    expect((await get(value)).expiresAt).toBe(made.grantExpiresAt)
  })

  it('say when each client of a person last used one', async () => {
    const grants = nodes.nodes[0].get(Grants)
    const made = aGrant(nodes.clock.now(), { id: newId(), expiresAt: nodes.clock.now() + 180 * day })
    await grants.add(made)
    const value = await tokens.add({ ...owner(), grantId: made.id })
    await tokens.add(owner())
    expect(await tokens.lastUses(made.sub)).toEqual(new Map([[made.clientId, nodes.clock.now()]]))
    nodes.clock.advance(day)
    await tokens.touch(await get(value), made.expiresAt)
    expect(await tokens.lastUses(made.sub)).toEqual(new Map([[made.clientId, nodes.clock.now()]]))
    await grants.end(made.id, 'a test')
    expect(await tokens.lastUses(made.sub)).toEqual(new Map())
  })

  it('are written at most once an hour when they are used (SEC-446)', async () => {
    const made = owner()
    const value = await tokens.add(made)
    const { expiresAt } = await get(value)
    nodes.clock.advance(hour - 1)
    await tokens.touch(await get(value), made.grantExpiresAt)
    expect((await get(value)).expiresAt).toBe(expiresAt)
    nodes.clock.advance(1)
    await tokens.touch(await get(value), made.grantExpiresAt)
    expect((await get(value)).expiresAt).toBe(expiresAt + hour)
  })

  it('go with their grants (SEC-445)', async () => {
    const [gone, left] = [owner(), owner()]
    const values = [await tokens.add(gone), await tokens.add(left)]
    await tokens.removeOf([gone.grantId])
    expect((await Promise.all(values.map((value) => tokens.find(value)))).map((token) => token?.grantId)).toEqual([undefined, left.grantId])
  })

  it('are swept when they have expired by every node’s clock, not before (SEC-438, SEC-445)', async () => {
    const { grantExpiresAt } = owner(hour)
    await tokens.add({ ...owner(), grantExpiresAt })
    const over = grantExpiresAt + clockToleranceSeconds
    expect(await tokens.sweepExpired(over, 10)).toBe(0)
    expect(await tokens.sweepExpired(over + 1, 10)).toBe(1)
  })
})

describe('refresh tokens that may be idle for a short time', () => {
  it.each([60, 600, 1800, 3600, 7200])('of %d seconds do not end while they are used more often (SEC-227)', async (idle) => {
    const environment = { ALDGATE_REFRESH_TOKEN_IDLE_LIFETIME: String(idle) }
    const context = await startContext([BackchannelModule, TokenModule], { environment })
    try {
      const [tokens, grantExpiresAt] = [context.get(RefreshTokens), context.clock.now() + 180 * day]
      const value = await tokens.add({ grantId: newId(), clientId: 'bank', dpopJkt: null, isBound: true, flowId, grantExpiresAt })
      for (let time = 0; time < 60; time += 1) {
        context.clock.advance(Math.floor(idle / 6))
        const token = await tokens.find(value)
        expect(token?.expiresAt).toBeGreaterThan(context.clock.now())
        if (token) await tokens.touch(token, grantExpiresAt)
      }
    } finally {
      await context.close()
    }
  })
})
