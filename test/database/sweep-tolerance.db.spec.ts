import { DiscoveryService } from '@nestjs/core'
import { clockToleranceSeconds } from '#platform/database/delete-expired'
import { SweepsExpired } from '#platform/database/sweeps-expired'
import type { SweepsRows } from '#platform/database/sweeps-expired'
import { findRegistered } from '#platform/registry/registry'
import { e2eSeed, keys } from '../support/e2e-seed'
import { overhearStatements } from '../support/overhear-statements'
import type { Statement } from '../support/overhear-statements'
import { RelyingParty } from '../support/relying-party'
import { useServer } from '../support/use-server'

const largestBatch = 10
/** Nodes whose clocks differ by less are one deployment (SECURITY.md). */
const mostAhead = 30

describe('the sweep of a node whose clock is ahead', () => {
  const server = useServer({ seed: e2eSeed })
  const repositories = () =>
    findRegistered<void, SweepsRows>(server.app.get(DiscoveryService, { strict: false }), SweepsExpired).map(({ provider }) => provider)

  it('deletes nothing that another node may still need, unless the repository says that this is harmless (SEC-438, SEC-445)', async () => {
    const now = server.clock.now()
    expect(repositories().length).toBeGreaterThan(7)
    for (const repository of repositories()) {
      const { before, early, table } = repository.expiredRows(now)
      const statements: Statement[] = []
      const stop = overhearStatements(statements)
      await repository.sweepExpired(now, largestBatch)
      stop()
      const sweep = statements.find(({ sql }) => sql.includes(` FROM ${table} WHERE `))
      expect([table, sweep?.values[0]]).toEqual([table, early === 'harmless' ? before : now - clockToleranceSeconds])
    }
  })

  it('never brings a revoked access token back (RFC7009-2, SEC-245, SEC-438)', async () => {
    const machine = new RelyingParty(server, 'machine', keys.machine)
    const { json } = await machine.call('/token', { grant_type: 'client_credentials' })
    const token = String(json['access_token'])
    await machine.revoke(token)
    server.clock.advance(Number(json['expires_in']) - 1)
    for (const repository of repositories()) await repository.sweepExpired(server.clock.now() + mostAhead, largestBatch)
    expect((await machine.introspect(token)).json).toEqual({ active: false })
  })
})
