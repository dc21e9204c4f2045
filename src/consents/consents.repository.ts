import { Injectable } from '@nestjs/common'
import { Clock } from '../clock/clock'
import { queryRows } from '../database/rows'
import { UnitOfWork } from '../database/unit-of-work'
import { Grants } from '../grants/grants.repository'
import { ConsentRow } from './consent.entity'

/** What a client asks of a person: scopes, audiences, and claims by name. */
export interface ConsentScope {
  readonly scopes: readonly string[]
  readonly resources: readonly string[]
  readonly claims: readonly string[]
}

interface ConsentKey {
  readonly sub: string
  readonly clientId: string
}

const parts = ['scopes', 'resources', 'claims'] as const

/** What people have allowed clients; outlives the grants. */
@Injectable()
export class Consents {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly grants: Grants,
    private readonly clock: Clock,
  ) {}

  /** Has the person allowed all of this before? */
  async covers({ sub, clientId }: ConsentKey, wanted: ConsentScope): Promise<boolean> {
    const known = await this.unitOfWork.read((manager) => manager.findOneBy(ConsentRow, { sub, clientId }))
    return known !== null && parts.every((part) => wanted[part].every((value) => known[part].includes(value)))
  }

  /** Remembers what was allowed now, beside what was allowed before. */
  async remember({ sub, clientId }: ConsentKey, allowed: ConsentScope, flowId: string): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const known = await manager.findOneBy(ConsentRow, { sub, clientId })
      const [scopes, resources, claims] = parts.map((part) => JSON.stringify([...new Set([...(known?.[part] ?? []), ...allowed[part]])]))
      const sql = `INSERT INTO consents (sub, client_id, scopes, resources, claims, granted_at, flow_id) VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (sub, client_id) DO UPDATE SET scopes = excluded.scopes, resources = excluded.resources, claims = excluded.claims,
          granted_at = excluded.granted_at, flow_id = excluded.flow_id`
      await queryRows(manager, sql, [sub, clientId, scopes ?? '[]', resources ?? '[]', claims ?? '[]', this.clock.now(), flowId])
    })
  }

  /** Takes back what was allowed, and ends every grant that rested on it. */
  async withdraw({ sub, clientId }: ConsentKey): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      await manager.delete(ConsentRow, { sub, clientId })
      await this.grants.endOfConsent(sub, clientId)
    })
  }

  /** Forgets what a person who is gone has allowed. */
  async forgetUser(sub: string): Promise<void> {
    await this.unitOfWork.write((manager) => manager.delete(ConsentRow, { sub }))
  }
}
