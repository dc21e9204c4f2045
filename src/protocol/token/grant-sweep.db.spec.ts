import { newId } from '#libs/opaque-token/opaque-token'
import { aGrant, flowId, parallel } from '../../../test/support/records'
import type { TestNodes } from '../../../test/support/test-context'
import { databaseKind } from '../../../test/support/test-database'
import { startTokenNodes } from '../../../test/support/token-context'
import { Grants } from '#records/grants/grants.repository'
import { AuthorizationCodes } from './authorization-codes.repository'
import { GrantSweep } from './grant-sweep'
import { RefreshTokens } from './refresh-tokens.repository'

const day = 24 * 60 * 60

describe('the sweep of grants', () => {
  let nodes: TestNodes
  let grants: Grants
  let codes: AuthorizationCodes
  let tokens: RefreshTokens
  beforeAll(async () => {
    nodes = await startTokenNodes()
    const [{ get }] = nodes.nodes
    ;[grants, codes, tokens] = [get(Grants), get(AuthorizationCodes), get(RefreshTokens)]
  })
  beforeEach(async () => {
    for (const table of ['grants', 'authorization_codes', 'refresh_tokens']) await nodes.nodes[0].dataSource.query(`DELETE FROM ${table}`)
  })
  afterAll(() => nodes.close())

  /** A grant with its code and a refresh token. */
  const make = async (lifetime = 180 * day) => {
    const now = nodes.clock.now()
    const grant = aGrant(now, { expiresAt: now + lifetime })
    const of = { grantId: grant.id, clientId: 'a-client', dpopJkt: null, flowId }
    await grants.add(grant)
    const code = await codes.add({
      ...of,
      redirectUri: 'https://rp.example.com/cb',
      codeChallenge: null,
      nonce: null,
      interactionId: newId(),
    })
    const refreshToken = await tokens.add({ ...of, isBound: false, grantExpiresAt: grant.expiresAt })
    return { id: grant.id, code: code ?? '', refreshToken }
  }
  type Made = Awaited<ReturnType<typeof make>>
  const sweep = (seconds: number, limit = 10, node = 0) =>
    (nodes.nodes[node] ?? nodes.nodes[0]).get(GrantSweep).sweepExpired(nodes.clock.now() + seconds, limit)
  const left = async ({ code, refreshToken }: Made) => [
    (await codes.find(code)) !== undefined,
    (await tokens.find(refreshToken)) !== undefined,
  ]
  const rows = async () => Number((await nodes.nodes[0].dataSource.query<{ n: unknown }[]>('SELECT count(*) AS n FROM grants'))[0]?.n)

  it('removes a grant a day after it expired, with its code and its tokens (SEC-445)', async () => {
    const [made, living] = [await make(3600), await make()]
    await codes.take(made.code)
    await codes.take(living.code)
    expect(await sweep(3600 + day)).toBe(0)
    expect(await sweep(3601 + day)).toBe(1)
    expect([await left(made), await left(living), await rows()]).toEqual([[false, false], [true, true], 1])
  })

  it('keeps a grant that ended for a day, for whoever asks what happened (SEC-445)', async () => {
    const made = await make()
    await codes.take(made.code)
    await grants.end(made.id, 'a test')
    expect(await sweep(day)).toBe(0)
    expect(await sweep(day + 1)).toBe(1)
    expect(await left(made)).toEqual([false, false])
  })

  it('removes a grant whose code nobody redeemed, a day after the code ended (SEC-445)', async () => {
    const made = await make()
    expect(await sweep(60 + day)).toBe(0)
    expect(await sweep(60 + day + 1)).toBe(1)
    expect([await left(made), await rows()]).toEqual([[false, false], 0])
  })

  it('leaves a used code as long as its grant lives, so that a late replay is seen (SEC-201, SEC-445)', async () => {
    const made = await make()
    await codes.take(made.code)
    expect(await sweep(100 * day)).toBe(0)
    expect(await left(made)).toEqual([true, true])
  })

  it('counts a grant once that is over in both ways (SEC-445)', async () => {
    await make(3600)
    expect(await sweep(2 * day)).toBe(1)
  })

  it('goes by batches (SEC-445)', async () => {
    for (let grant = 0; grant < 5; grant += 1) await make(3600)
    expect([await sweep(2 * day, 2), await sweep(2 * day, 2), await sweep(2 * day, 2), await sweep(2 * day, 2)]).toEqual([2, 2, 1, 0])
  })

  it('of several nodes at once removes each grant once (SEC-445)', async () => {
    for (let grant = 0; grant < 10; grant += 1) await make(3600)
    const swept = databaseKind === 'postgres' ? await parallel((node) => sweep(2 * day, 5, node % 2), 4) : [await sweep(2 * day)]
    expect(swept.reduce((sum, count) => sum + count, 0)).toBe(10)
    expect(await rows()).toBe(0)
  })
})
