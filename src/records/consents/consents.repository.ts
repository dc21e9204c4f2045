import { Injectable } from '@nestjs/common'
import type { ScopesByResource } from '#libs/authorization/authorization'
import { readEarlyConsent } from '#libs/authorization/early-consent'
import { coversScopes, joinScopes, scopesToJson } from '#libs/authorization/scopes-by-resource'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import { Events } from '#platform/events/events'
import { Clock } from '#platform/clock/clock'
import { ServerSettings } from '#platform/config/server-settings'
import { findRow, lockRow } from '#platform/database/entity-rows'
import { insertIfAbsent } from '#platform/database/rows'
import { isListed, toList } from '#platform/database/listed'
import type { Transaction } from '#platform/database/transaction'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { Grants } from '#records/grants/grants.repository'
import { Resources } from '#records/resources/resources.repository'
import { ConsentRow } from './consent.entity'

/** What a client asks of a person: scopes, each at its resource, and claims by name. */
export interface ConsentScope {
  readonly allowed: ScopesByResource
  readonly claims: readonly string[]
}

/** What a client was allowed, and when first. */
export interface GivenConsent extends ConsentScope {
  readonly clientId: string
  readonly firstGrantedAt: EpochSeconds
}

export interface ConsentKey {
  readonly sub: string
  readonly clientId: string
}

const ofKey = 'sub = $1 AND client_id = $2'

/** What a person has allowed covers what is asked of them now. */
const coversConsent = (given: ConsentScope, wanted: ConsentScope): boolean =>
  coversScopes(given.allowed, wanted.allowed) && wanted.claims.every((claim) => given.claims.includes(claim))

const join = (one: ConsentScope, other: ConsentScope): ConsentScope => ({
  allowed: joinScopes(one.allowed, other.allowed),
  claims: [...new Set([...one.claims, ...other.claims])],
})

const union = (some: readonly string[], others: Iterable<string>): string => JSON.stringify([...new Set([...some, ...others])])

/** Nodes of before `allowed` read scopes and resources: what these held, they hold on. */
const toColumns = ({ allowed, claims }: ConsentScope, known: Pick<ConsentRow, 'scopes' | 'resources'> = { scopes: [], resources: [] }) => ({
  scopes: union(known.scopes, [...allowed.values()].flat()),
  resources: union(known.resources, allowed.keys()),
  allowed: scopesToJson(allowed),
  claims: JSON.stringify(claims),
})

/** What people have allowed clients; outlives the grants. */
@Injectable()
export class Consents {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly grants: Grants,
    private readonly resources: Resources,
    private readonly server: ServerSettings,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  /** What the person has allowed the client; undefined when nothing. */
  async find({ sub, clientId }: ConsentKey): Promise<GivenConsent | undefined> {
    const row = await findRow(this.unitOfWork.lookUps, ConsentRow, ofKey, [sub, clientId])
    return row && this.#toGiven(row)
  }

  /** Has the person allowed all of this before? */
  async covers(key: ConsentKey, wanted: ConsentScope): Promise<boolean> {
    const given = await this.find(key)
    return given !== undefined && coversConsent(given, wanted)
  }

  /** The same, and what was allowed stays until the unit ends: a withdrawal waits, and sees what the unit has written. */
  async hold(tx: Transaction, { sub, clientId }: ConsentKey, wanted: ConsentScope): Promise<boolean> {
    const row = await lockRow(tx, ConsentRow, ofKey, [sub, clientId])
    return row !== undefined && coversConsent(await this.#toGiven(row), wanted)
  }

  /** What a person has allowed, the newest first. */
  async ofUser(sub: string, limit: number): Promise<readonly GivenConsent[]> {
    const query = { where: { sub }, order: { grantedAt: 'DESC' }, take: limit } as const
    const rows = await this.unitOfWork.find((entities) => entities.find(ConsentRow, query))
    return Promise.all(rows.map((row) => this.#toGiven(row)))
  }

  /** Remembers what was allowed now, beside what was allowed before. */
  async remember({ sub, clientId }: ConsentKey, allowed: ConsentScope, flowId: string): Promise<void> {
    const [now, key] = [this.clock.now(), { sub, client_id: clientId }]
    const granted = { granted_at: now, flow_id: flowId }
    await this.unitOfWork.run(async (tx) => {
      const first = { ...key, ...toColumns(allowed), first_granted_at: now, ...granted }
      if (await insertIfAbsent(tx, 'consents', first)) return
      // Locked, so that what others allow meanwhile stays, and what is withdrawn does not come back.
      const known = await lockRow(tx, ConsentRow, ofKey, [sub, clientId])
      const joined = known ? join(await this.#toGiven(known), allowed) : allowed
      const { scopes, resources, allowed: all, claims } = toColumns(joined, known)
      const sql = `UPDATE consents SET scopes = $1, resources = $2, allowed = $3, claims = $4,
        first_granted_at = COALESCE(first_granted_at, granted_at), granted_at = $5, flow_id = $6 WHERE sub = $7 AND client_id = $8`
      await tx.query(sql, [scopes, resources, all, claims, now, flowId, sub, clientId])
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

  /** Forgets what people who are gone have allowed. */
  async forgetUsers(subs: readonly string[]): Promise<void> {
    const sql = `DELETE FROM consents WHERE ${isListed('sub', 1)}`
    await this.unitOfWork.writes.query(sql, [toList(subs)])
  }

  async #toGiven({ clientId, claims, firstGrantedAt, grantedAt, ...row }: ConsentRow): Promise<GivenConsent> {
    const allowed = row.allowed ?? readEarlyConsent(row, (await this.resources.known()).earlyScopes, this.server.issuer)
    return { clientId, allowed, claims, firstGrantedAt: firstGrantedAt ?? grantedAt }
  }
}
