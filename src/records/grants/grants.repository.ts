import { Injectable } from '@nestjs/common'
import { In, IsNull, MoreThan } from 'typeorm'
import { scopesFromJson } from '#libs/authorization/scopes-by-resource'
import { formatScope } from '#libs/scope/format-scope'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import { endedTogether, mostToldSingly } from '#platform/events/ended-together'
import { Events } from '#platform/events/events'
import { Clock } from '#platform/clock/clock'
import { LimitSettings } from '#platform/config/limit-settings'
import { findRow, findRowWith, insertRow } from '#platform/database/entity-rows'
import type { ExpiredRows } from '#platform/database/delete-expired'
import { isListed, toList } from '#platform/database/listed'
import type { Row, Value } from '#platform/database/row'
import { UnitOfWork } from '#platform/database/unit-of-work'
import type { Grant } from './grant'
import { GrantRow } from './grant.entity'
import { restsOn, toStandingGrant } from './standing-grant'
import type { StandingGrant } from './standing-grant'

/** Grants that are over are kept for a day: for whoever asks what happened, and so that a code's interaction stays used. */
const keptSeconds = 24 * 60 * 60

/** So many ended grants at once are enough to catch up with a bound that has been lowered. */
const mostSurplus = 1_000

/** So many logins of a person to one client may be under way: their codes are about to be redeemed. */
const mostUnfetched = 20

/**
 * The client has not fetched the tokens of the grant. Any page can bring that about, by leading the person's browser to the authorization
 * endpoint.
 */
const isUnfetched = 'EXISTS (SELECT 1 FROM authorization_codes WHERE grant_id = grants.id AND used_at IS NULL)'

/** Grants of a kind beyond the newest; its four parameters begin at a place: the person, the client, the grant that is being made, and how many stay. */
const surplusOf = (place: number, kind: string) =>
  `SELECT id FROM (SELECT id FROM grants WHERE sub = $${place} AND client_id = $${place + 1} AND ended_at IS NULL AND id <> $${place + 2} AND ${kind}
    ORDER BY created_at DESC LIMIT ${mostSurplus} OFFSET $${place + 3} FOR UPDATE SKIP LOCKED) AS surplus_${place}`

/** Whose grants are meant: a person's, a client's, or those of both together. */
export interface GrantOwner {
  readonly sub?: string | undefined
  readonly clientId?: string | undefined
}

/** What a grant allows, and to whom. */
export interface Allowed extends Pick<Grant, 'clientId' | 'scopes' | 'resources' | 'allowed' | 'claims'> {
  /** When the newest of the grants was made. */
  readonly renewedAt: EpochSeconds
}

/** Grants: ending one ends its code, its tokens and whatever else came of it. */
@Injectable()
export class Grants {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly bounds: LimitSettings,
  ) {}

  async add(grant: Grant): Promise<void> {
    const row = toRow(grant)
    const { id: grantId, sub, clientId, offline } = grant
    await this.unitOfWork.run(async (tx) => {
      await insertRow(tx, GrantRow, row)
      await this.events.keep('grant.made', { grantId, sub, clientId, scope: row.scope, offline })
      await this.#endSurplus(grant)
    })
  }

  /** The grant, unless it has ended or expired. */
  async findLive(id: string): Promise<Grant | undefined> {
    const where = 'id = $1 AND ended_at IS NULL AND expires_at > $2'
    const row = await findRow(this.unitOfWork.lookUps, GrantRow, where, [id, this.clock.now()])
    return row && toGrant(row)
  }

  /** The same with its person and whether its session lives, by one look-up. */
  async findStanding(id: string): Promise<StandingGrant | undefined> {
    const now = this.clock.now()
    const query = { also: restsOn, where: 'id = $3 AND ended_at IS NULL AND expires_at > $4', values: [now, now, id, now] }
    const found = await findRowWith(this.unitOfWork.lookUps, GrantRow, query)
    return found && toStandingGrant(toGrant(found.entity), found.also)
  }

  /** Live grants of a person, to a client, or of both together, the newest first. */
  async findLiveOf({ sub, clientId }: GrantOwner, limit: number): Promise<readonly Grant[]> {
    const owner = { ...(sub !== undefined && { sub }), ...(clientId !== undefined && { clientId }) }
    const where = { ...owner, endedAt: IsNull(), expiresAt: MoreThan(this.clock.now()) }
    const query = { where, order: { createdAt: 'DESC' }, take: limit } as const
    return (await this.unitOfWork.find((entities) => entities.find(GrantRow, query))).map(toGrant)
  }

  /** What a person's live grants allow, those alike as one: however many a client has, they hide no other's. The newest first. */
  async findAllowedBy(sub: string, limit: number): Promise<readonly Allowed[]> {
    const sql = `SELECT client_id, scope, resources, allowed, claims, MAX(created_at) AS newest FROM grants
      WHERE sub = $1 AND ended_at IS NULL AND expires_at > $2
      GROUP BY client_id, scope, resources, allowed, claims ORDER BY newest DESC LIMIT $3`
    return (await this.unitOfWork.reads.query(sql, [sub, this.clock.now(), limit])).map(toAllowed)
  }

  /**
   * Ends a grant; says which has ended: none, where it had before.
   *
   * @param why for whoever asks why it ended
   */
  async end(id: string, why: string): Promise<readonly string[]> {
    return this.#endWhere('id = $2', [id], why)
  }

  /** Ends all grants of a person, to a client, or of both together; says which. */
  async endOf({ sub, clientId }: GrantOwner, why: string): Promise<readonly string[]> {
    const owner = Object.entries({ sub, client_id: clientId }).filter(([, value]) => value !== undefined)
    if (owner.length === 0) throw new Error('whose grants are to end?')
    const condition = owner.map(([column], index) => `${column} = $${index + 2}`).join(' AND ')
    return this.#endWhere(
      condition,
      owner.map(([, value]) => String(value)),
      why,
    )
  }

  /** Ends what was granted in sessions and was not granted for longer than them. */
  async endOfSessions(sids: readonly string[]): Promise<void> {
    await this.#endWhere(`${isListed('sid', 2)} AND offline = $3`, [toList(sids), false], 'its session ended')
  }

  /** Ends everything that a client was granted by a person: the consent was withdrawn. */
  async endOfConsent(sub: string, clientId: string): Promise<void> {
    await this.#endWhere('sub = $2 AND client_id = $3', [sub, clientId], 'the consent was withdrawn')
  }

  async endOfUsers(subs: readonly string[]): Promise<void> {
    await this.#endWhere(isListed('sub', 2), [toList(subs)], 'all that the person had open was ended')
  }

  /** Of the grants that are over, those that expired by themselves. */
  expiredRows(now: EpochSeconds): ExpiredRows {
    return { table: 'grants', key: 'id', expiry: 'expires_at', before: now - keptSeconds, early: 'harmless' }
  }

  /** Grants that are over, for the sweep: with them goes what came of them. */
  async findOver(now: EpochSeconds, limit: number): Promise<readonly string[]> {
    const sql = 'SELECT id FROM grants WHERE expires_at < $1 OR ended_at < $2 LIMIT $3 FOR UPDATE SKIP LOCKED'
    const rows = await this.unitOfWork.run((tx) => tx.query(sql, [now - keptSeconds, now - keptSeconds, limit]))
    return rows.map((row) => row['id'] as string)
  }

  /** Of these, the ones that no other node is removing: they are this unit's. */
  async claim(ids: readonly string[]): Promise<readonly string[]> {
    if (ids.length === 0) return []
    const places = ids.map((_, index) => `$${index + 1}`).join(', ')
    const sql = `SELECT id FROM grants WHERE id IN (${places}) FOR UPDATE SKIP LOCKED`
    return (await this.unitOfWork.run((tx) => tx.query(sql, ids))).map((row) => row['id'] as string)
  }

  async remove(ids: readonly string[]): Promise<void> {
    await this.unitOfWork.run(({ entities }) => entities.delete(GrantRow, { id: In([...ids]) }))
  }

  /**
   * Keeps the number of a person's live grants to a client within bounds: of those with tokens and of those without, each for itself, the
   * oldest end. Those that another unit ends are left to it.
   */
  async #endSurplus({ id, sub, clientId }: Pick<Grant, 'id' | 'sub' | 'clientId'>): Promise<void> {
    const values = [sub, clientId, id, this.bounds.grantsPerClient - 1, sub, clientId, id, mostUnfetched - 1]
    const condition = `id IN (${surplusOf(2, `NOT ${isUnfetched}`)} UNION ALL ${surplusOf(6, isUnfetched)})`
    await this.#endWhere(condition, values, 'the person has granted the client anew, too often to keep the oldest')
  }

  /** One statement, however many they are, and one for what is kept of it. */
  async #endWhere(condition: string, values: readonly Value[], why: string): Promise<readonly string[]> {
    const sql = `UPDATE grants SET ended_at = $1 WHERE ${condition} AND ended_at IS NULL RETURNING id, sub, client_id, expires_at`
    const now = this.clock.now()
    return this.unitOfWork.run(async (tx) => {
      // One that had expired before does not end now.
      const ended = (await tx.query(sql, [now, ...values])).filter((row) => Number(row['expires_at']) > now)
      await this.#tell(ended, why)
      return ended.map((row) => row['id'] as string)
    })
  }

  async #tell(ended: readonly Row[], why: string): Promise<void> {
    const told = ended.map((row) => toEnded(row, why))
    if (told.length <= mostToldSingly) return this.events.keepAll('grant.ended', told)
    const ids = told.map(({ grantId }) => grantId)
    await this.events.keep('grants.ended', { ...endedTogether(ids, why), sub: common(told, 'sub'), clientId: common(told, 'clientId') })
  }
}

const toEnded = (row: Row, why: string) => ({
  grantId: row['id'] as string,
  sub: row['sub'] as string,
  clientId: row['client_id'] as string,
  why,
})

const toRow = ({ scopes, resources, allowed, amr, claims, ...grant }: Grant): GrantRow => ({
  ...grant,
  scope: formatScope(scopes),
  resources: [...resources],
  allowed: allowed ?? null,
  amr: [...amr],
  claims: claims ?? null,
  endedAt: null,
})

/** What all of them have there; undefined where they differ. */
function common<Name extends string>(records: readonly Readonly<Record<Name, string>>[], name: Name): string | undefined {
  const [first] = records
  return records.every((record) => record[name] === first?.[name]) ? first?.[name] : undefined
}

const toScopes = (scope: string) => scope.split(' ').filter(Boolean)

const toAllowed = (row: Row): Allowed => ({
  clientId: row['client_id'] as string,
  scopes: toScopes(row['scope'] as string),
  resources: JSON.parse(row['resources'] as string) as string[],
  claims: row['claims'] === null ? undefined : (JSON.parse(row['claims'] as string) as Grant['claims']),
  allowed: scopesFromJson(row['allowed']),
  renewedAt: Number(row['newest']),
})

const toGrant = ({ scope, claims, allowed, ...row }: GrantRow): Grant => ({
  ...row,
  scopes: toScopes(scope),
  allowed: allowed ?? undefined,
  claims: (claims as Grant['claims'] | null) ?? undefined,
})
