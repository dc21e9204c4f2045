import { Injectable } from '@nestjs/common'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import { Events } from '#platform/events/events'
import { Clock } from '#platform/clock/clock'
import { findRow } from '#platform/database/entity-rows'
import type { Row } from '#platform/database/row'
import { insertIfAbsent } from '#platform/database/rows'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { Grants } from '#records/grants/grants.repository'
import { ConsentRow } from './consent.entity'

/** What a client asks of a person: scopes, audiences, and claims by name. */
export interface ConsentScope {
  readonly scopes: readonly string[]
  readonly resources: readonly string[]
  readonly claims: readonly string[]
}

/** What a client was allowed, and when last. */
export interface GivenConsent extends ConsentScope {
  readonly clientId: string
  readonly grantedAt: EpochSeconds
}

interface ConsentKey {
  readonly sub: string
  readonly clientId: string
}

const listOf = (json: unknown) => (typeof json === 'string' ? (JSON.parse(json) as string[]) : [])
const parts = ['scopes', 'resources', 'claims'] as const

/** Beside what a row has already. */
const toColumns = (allowed: ConsentScope, known: Row = {}) => {
  const joined = (part: keyof ConsentScope) => JSON.stringify([...new Set([...listOf(known[part]), ...allowed[part]])])
  return { scopes: joined('scopes'), resources: joined('resources'), claims: joined('claims') }
}

/** What people have allowed clients; outlives the grants. */
@Injectable()
export class Consents {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly grants: Grants,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  /** Has the person allowed all of this before? */
  async covers({ sub, clientId }: ConsentKey, wanted: ConsentScope): Promise<boolean> {
    const where = 'sub = $1 AND client_id = $2'
    const known = await findRow(this.unitOfWork.lookUps, ConsentRow, where, [sub, clientId])
    return known !== undefined && parts.every((part) => wanted[part].every((value) => known[part].includes(value)))
  }

  /** What a person has allowed, the newest first. */
  async ofUser(sub: string, limit: number): Promise<readonly GivenConsent[]> {
    const query = { where: { sub }, order: { grantedAt: 'DESC' }, take: limit } as const
    return this.unitOfWork.find((entities) => entities.find(ConsentRow, query))
  }

  /** Remembers what was allowed now, beside what was allowed before. */
  async remember({ sub, clientId }: ConsentKey, allowed: ConsentScope, flowId: string): Promise<void> {
    const granted = { granted_at: this.clock.now(), flow_id: flowId }
    await this.unitOfWork.run(async (tx) => {
      const isFirst = await insertIfAbsent(tx, 'consents', { sub, client_id: clientId, ...toColumns(allowed), ...granted })
      if (isFirst) return
      // Locked, so that what others allow meanwhile stays, and what is withdrawn does not come back.
      const locked = 'SELECT scopes, resources, claims FROM consents WHERE sub = $1 AND client_id = $2 FOR UPDATE'
      const [known] = await tx.query(locked, [sub, clientId])
      const { scopes, resources, claims } = toColumns(allowed, known)
      const sql =
        'UPDATE consents SET scopes = $1, resources = $2, claims = $3, granted_at = $4, flow_id = $5 WHERE sub = $6 AND client_id = $7'
      await tx.query(sql, [scopes, resources, claims, granted.granted_at, flowId, sub, clientId])
    })
  }

  /** Takes back what was allowed, and ends every grant that rested on it. */
  async withdraw({ sub, clientId }: ConsentKey): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      await tx.entities.delete(ConsentRow, { sub, clientId })
      await this.events.keep('consent.withdrawn', { sub, clientId })
      await this.grants.endOfConsent(sub, clientId)
    })
  }

  /** Forgets what a person who is gone has allowed. */
  async forgetUser(sub: string): Promise<void> {
    await this.unitOfWork.run(({ entities }) => entities.delete(ConsentRow, { sub }))
  }
}
