import { parallel } from '../../../test/support/records'
import type { TestNodes } from '../../../test/support/test-context'
import { startTokenNodes } from '../../../test/support/token-context'
import { clockToleranceSeconds } from '#platform/database/delete-expired'
import { RevokedAccessTokens } from './revoked-access-tokens.repository'

describe('the revoked access tokens', () => {
  let nodes: TestNodes
  let revoked: RevokedAccessTokens
  beforeAll(async () => {
    nodes = await startTokenNodes()
    revoked = nodes.nodes[0].get(RevokedAccessTokens)
  })
  afterAll(() => nodes.close())

  it('are known to every node at once (RFC7009-2, SEC-430)', async () => {
    await revoked.add('a-jti', nodes.clock.now() + 300)
    for (const node of nodes.nodes) {
      expect(await node.get(RevokedAccessTokens).has('a-jti')).toBe(true)
      expect(await node.get(RevokedAccessTokens).has('another')).toBe(false)
    }
  })

  it('may be revoked again, by many at once (RFC7009-2.2)', async () => {
    await parallel(() => revoked.add('twice', nodes.clock.now() + 300))
    expect(await revoked.has('twice')).toBe(true)
  })

  it('are forgotten when they would have expired by every node’s clock, not before (RFC7009-2, SEC-245, SEC-438, SEC-445)', async () => {
    await nodes.nodes[0].dataSource.query('DELETE FROM revoked_access_tokens')
    const end = nodes.clock.now() + 300
    await revoked.add('a-jti', end)
    const over = end + clockToleranceSeconds
    expect(await revoked.sweepExpired(over, 10)).toBe(0)
    expect(await revoked.has('a-jti')).toBe(true)
    expect(await revoked.sweepExpired(over + 1, 10)).toBe(1)
    expect(await revoked.has('a-jti')).toBe(false)
  })
})
