import { Injectable } from '@nestjs/common'
import { DiscoveryService } from '@nestjs/core'
import { MoreThan } from 'typeorm'
import { digestHandle, newHandle } from '#libs/opaque-token/opaque-token'
import { newTimedId } from '#libs/opaque-token/timed-id'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import { touchInterval } from '#libs/time/touch-interval'
import { endedTogether, mostToldSingly } from '#platform/events/ended-together'
import { Events } from '#platform/events/events'
import { Clock } from '#platform/clock/clock'
import { LifetimeSettings } from '#platform/config/lifetime-settings'
import { LimitSettings } from '#platform/config/limit-settings'
import { findRow, insertRow } from '#platform/database/entity-rows'
import { isListed, toList } from '#platform/database/listed'
import type { Row, Value } from '#platform/database/row'
import { cutoffOf } from '#platform/database/delete-expired'
import type { ExpiredRows } from '#platform/database/delete-expired'
import { SweepsExpired } from '#platform/database/sweeps-expired'
import type { SweepsRows } from '#platform/database/sweeps-expired'
import type { Transaction } from '#platform/database/transaction'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { Grants } from '#records/grants/grants.repository'
import { findRegistered } from '#platform/registry/registry'
import { EndsWithSession } from './ends-with-session'
import type { EndedSession, SessionEnd } from './ends-with-session'
import type { Login, Session } from './session'
import { SessionClients } from './session-clients.repository'
import { SessionRow } from './session.entity'
import { enforces } from '#libs/checks/enforces'

enforces('OIDCBCL-2.7')

/** A session's use is written down at most once in so many seconds, so that not every request writes. */
const touchSeconds = 60
/** So many ended sessions at once are enough to catch up with a bound that has been lowered. */
const mostSurplus = 1_000

/** The sessions of people's browsers at this server. */
@Injectable()
@SweepsExpired()
export class Sessions implements SweepsRows {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly grants: Grants,
    private readonly sessionClients: SessionClients,
    private readonly discovery: DiscoveryService,
    private readonly clock: Clock,
    private readonly lifetimes: LifetimeSettings,
    private readonly events: Events,
    private readonly bounds: LimitSettings,
  ) {}

  /** The session that a browser's cookie stands for, unless it has ended, idled out or grown too old. */
  async find(handle: string | undefined): Promise<Session | undefined> {
    return handle === undefined ? undefined : this.#findLive('handle_digest', digestHandle('session', handle))
  }

  /** The live session of this sid. */
  async findBySid(sid: string): Promise<Session | undefined> {
    return this.#findLive('sid', sid)
  }

  /** The live sessions of a person, the newest login first. */
  async ofUser(sub: string, limit: number): Promise<readonly Session[]> {
    const now = this.clock.now()
    const where = { sub, idleExpiresAt: MoreThan(now), expiresAt: MoreThan(now) }
    return this.unitOfWork.find((entities) => entities.find(SessionRow, { where, order: { authTime: 'DESC' }, take: limit }))
  }

  /**
   * Writes a login down. The handle is always new. The same person in the same browser keeps the session's sid; another person's
   * session in it ends.
   *
   * @returns the handle for the cookie; only its digest is kept
   */
  async start(login: Login, previous: Session | undefined, flowId: string): Promise<{ handle: string; session: Session }> {
    const handle = newHandle()
    const continues = previous?.sub === login.sub
    const row = { ...this.#toRow(login, continues ? previous.sid : newTimedId()), handleDigest: digestHandle('session', handle), flowId }
    await this.unitOfWork.run(async (tx) => {
      if (previous && !continues) await this.end(previous.sid, 'another person logged in')
      const replaced = continues ? await tx.entities.update(SessionRow, { sid: previous.sid }, row) : undefined
      if (replaced?.affected) return
      await insertRow(tx, SessionRow, row)
      await this.#endSurplus(row)
    })
    return { handle, session: row }
  }

  /** Keeps the session as it is until the unit ends, so that nothing is granted in one that is being ended. False when it has ended. */
  async hold(tx: Transaction, sid: string): Promise<boolean> {
    const now = this.clock.now()
    const sql = 'SELECT 1 AS live FROM sessions WHERE sid = $1 AND idle_expires_at > $2 AND expires_at > $3 FOR UPDATE'
    return (await tx.query(sql, [sid, now, now])).length > 0
  }

  /** Counts a request as use of the session. */
  async touch(session: Session): Promise<void> {
    const now = this.clock.now()
    const idleExpiresAt = Math.min(now + this.lifetimes.sessionIdle, session.expiresAt)
    const since = Math.max(idleExpiresAt - session.idleExpiresAt, now - (session.lastUsedAt ?? session.authTime))
    if (since < touchInterval(touchSeconds, this.lifetimes.sessionIdle)) return
    const sql = 'UPDATE sessions SET idle_expires_at = $1, last_used_at = $2 WHERE sid = $3'
    await this.unitOfWork.writes.query(sql, [idleExpiresAt, now, session.sid])
  }

  /**
   * Ends the session, and every grant made in it that was not to outlive it.
   *
   * @param why for whoever asks why it ended
   */
  async end(sid: string, why: string): Promise<void> {
    await this.unitOfWork.run(async () => {
      await this.#endWhere('sid = $1', [sid], why)
      await this.grants.endOfSessions([sid])
    })
  }

  /** Ends one session of a person, and nobody else's; the grants made in it as above. */
  async endOne({ sub, sid }: Pick<Session, 'sub' | 'sid'>, why: string): Promise<void> {
    await this.#endWithGrants('sub = $1 AND sid = $2', [sub, sid], why)
  }

  /** Ends all sessions of a person but one; the grants made in them as above. */
  async endOthers({ sub, sid }: Pick<Session, 'sub' | 'sid'>, why: string): Promise<void> {
    await this.#endWithGrants('sub = $1 AND sid <> $2', [sub, sid], why)
  }

  /** Ends all sessions and all grants of a person; says which sessions. */
  async endOfUser(sub: string): Promise<readonly string[]> {
    return this.endOfUsers([sub])
  }

  async endOfUsers(subs: readonly string[]): Promise<readonly string[]> {
    return this.unitOfWork.run(async () => {
      const condition = isListed('sub', 1)
      const sids = await this.#endWhere(condition, [toList(subs)], 'all that the person had open was ended')
      await this.grants.endOfUsers(subs)
      return sids
    })
  }

  expiredRows(now: EpochSeconds): ExpiredRows {
    return { table: 'sessions', key: 'handle_digest', expiry: 'idle_expires_at', before: now }
  }

  async sweepExpired(now: EpochSeconds, limit: number): Promise<number> {
    const batch = 'SELECT handle_digest FROM sessions WHERE idle_expires_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED'
    return this.unitOfWork.run(async (tx) => {
      const values = [cutoffOf(this.expiredRows(now)), limit]
      const rows = await tx.query(`DELETE FROM sessions WHERE handle_digest IN (${batch}) RETURNING sid`, values)
      await this.sessionClients.remove(rows.map((row) => row['sid'] as string))
      return rows.length
    })
  }

  /** Keeps the number of a person's sessions within bounds: those with the oldest logins end. */
  async #endSurplus({ sid, sub }: Pick<Session, 'sub' | 'sid'>): Promise<void> {
    const surplus = `SELECT sid FROM sessions WHERE sub = $1 AND sid <> $2
      ORDER BY auth_time DESC LIMIT ${mostSurplus} OFFSET $3 FOR UPDATE SKIP LOCKED`
    await this.#endWithGrants(
      `sid IN (${surplus})`,
      [sub, sid, this.bounds.sessionsPerPerson - 1],
      'the person has logged in in too many browsers',
    )
  }

  async #endWithGrants(condition: string, values: readonly Value[], why: string): Promise<void> {
    await this.unitOfWork.run(async () => {
      const sids = await this.#endWhere(condition, values, why)
      if (sids.length > 0) await this.grants.endOfSessions(sids)
    })
  }

  /** The number of statements does not grow with that of the sessions. */
  async #endWhere(condition: string, values: readonly Value[], why: string): Promise<readonly string[]> {
    return this.unitOfWork.run(async (tx) => {
      const rows = await tx.query(`DELETE FROM sessions WHERE ${condition} RETURNING sid, sub, flow_id`, values)
      const sids = rows.map((row) => row['sid'] as string)
      if (rows.length === 0) return sids
      const clients = await this.sessionClients.take(sids)
      await this.#tell(
        rows.map((row) => toEnded(row, clients)),
        why,
      )
      return sids
    })
  }

  async #tell(ended: readonly EndedSession[], why: string): Promise<void> {
    await this.#keep(ended, why)
    for (const { provider } of findRegistered<void, SessionEnd>(this.discovery, EndsWithSession)) await provider.sessionsEnded(ended)
  }

  async #keep(ended: readonly EndedSession[], why: string): Promise<void> {
    const told = ended.map(({ sid, sub }) => ({ sub, sid, why }))
    if (told.length <= mostToldSingly) return this.events.keepAll('session.ended', told)
    const [owner, ...others] = new Set(told.map(({ sub }) => sub))
    const sids = told.map(({ sid }) => sid)
    await this.events.keep('sessions.ended', { ...endedTogether(sids, why), sub: others.length === 0 ? owner : undefined })
  }

  async #findLive(key: 'handle_digest' | 'sid', value: string): Promise<Session | undefined> {
    const now = this.clock.now()
    const where = `${key} = $1 AND idle_expires_at > $2 AND expires_at > $3`
    return findRow(this.unitOfWork.lookUps, SessionRow, where, [value, now, now])
  }

  #toRow({ sub, acr, amr, interactionId, browser, browserMark, network }: Login, sid: string) {
    const now = this.clock.now()
    const { sessionIdle, session } = this.lifetimes
    return {
      sid,
      sub,
      acr,
      amr: [...amr],
      interactionId,
      browser: browser ?? null,
      browserMark: browserMark ?? null,
      network: network ?? null,
      authTime: now,
      lastUsedAt: now,
      idleExpiresAt: now + Math.min(sessionIdle, session),
      expiresAt: now + session,
    }
  }
}

const toEnded = (row: Row, clients: ReadonlyMap<string, readonly string[]>): EndedSession => {
  const sid = row['sid'] as string
  return { sid, sub: row['sub'] as string, flowId: row['flow_id'] as string, clientIds: clients.get(sid) ?? [] }
}
