import { Injectable } from '@nestjs/common'
import { DiscoveryService } from '@nestjs/core'
import { MoreThan } from 'typeorm'
import { digestHandle, newHandle } from '#libs/opaque-token/opaque-token'
import { newTimedId } from '#libs/opaque-token/timed-id'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import { touchInterval } from '#libs/time/touch-interval'
import { Events } from '#platform/events/events'
import { Clock } from '#platform/clock/clock'
import { LifetimeSettings } from '#platform/config/lifetime-settings'
import { findRow, insertRow } from '#platform/database/entity-rows'
import type { Row } from '#platform/database/row'
import type { ExpiredRows } from '#platform/database/delete-expired'
import { SweepsExpired } from '#platform/database/sweeps-expired'
import type { SweepsRows } from '#platform/database/sweeps-expired'
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

/** A session's end is moved on at most once in so many seconds, so that not every request writes. */
const touchSeconds = 60

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
  async ofUser(sub: string): Promise<readonly Session[]> {
    const now = this.clock.now()
    const where = { sub, idleExpiresAt: MoreThan(now), expiresAt: MoreThan(now) }
    return this.unitOfWork.find((entities) => entities.find(SessionRow, { where, order: { authTime: 'DESC' } }))
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
      if (!replaced?.affected) await insertRow(tx, SessionRow, row)
    })
    return { handle, session: row }
  }

  /** Keeps the session as it is until the unit ends, so that nothing is granted in one that is being ended. False when it has ended. */
  async hold(sid: string): Promise<boolean> {
    const now = this.clock.now()
    const sql = 'SELECT 1 AS live FROM sessions WHERE sid = $1 AND idle_expires_at > $2 AND expires_at > $3 FOR UPDATE'
    return (await this.unitOfWork.run((tx) => tx.query(sql, [sid, now, now]))).length > 0
  }

  /** Counts a request as use of the session. */
  async touch(session: Session): Promise<void> {
    const now = this.clock.now()
    const idleExpiresAt = Math.min(now + this.lifetimes.sessionIdle, session.expiresAt)
    if (idleExpiresAt - session.idleExpiresAt < touchInterval(touchSeconds, this.lifetimes.sessionIdle)) return
    const sql = 'UPDATE sessions SET idle_expires_at = $1 WHERE sid = $2'
    await this.unitOfWork.writes.query(sql, [idleExpiresAt, session.sid])
  }

  /**
   * Ends the session, and every grant made in it that was not to outlive it.
   *
   * @param why for whoever asks why it ended
   */
  async end(sid: string, why: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const sql = 'DELETE FROM sessions WHERE sid = $1 RETURNING sid, sub, flow_id'
      await this.#tell(await tx.query(sql, [sid]), why)
      await this.grants.endOfSession(sid)
    })
  }

  /** Ends all sessions and all grants of a person. */
  async endOfUser(sub: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const sql = 'DELETE FROM sessions WHERE sub = $1 RETURNING sid, sub, flow_id'
      await this.#tell(await tx.query(sql, [sub]), 'all that the person had open was ended')
      await this.grants.endOfUser(sub)
    })
  }

  expiredRows(now: EpochSeconds): ExpiredRows {
    return { table: 'sessions', key: 'handle_digest', expiry: 'idle_expires_at', before: now }
  }

  async sweepExpired(now: EpochSeconds, limit: number): Promise<number> {
    const batch = 'SELECT handle_digest FROM sessions WHERE idle_expires_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED'
    return this.unitOfWork.run(async (tx) => {
      const rows = await tx.query(`DELETE FROM sessions WHERE handle_digest IN (${batch}) RETURNING sid`, [now, limit])
      await this.sessionClients.remove(rows.map((row) => row['sid'] as string))
      return rows.length
    })
  }

  async #tell(rows: readonly Row[], why: string): Promise<void> {
    const ended: EndedSession[] = []
    for (const row of rows) {
      const [sid, sub, flowId] = [row['sid'] as string, row['sub'] as string, row['flow_id'] as string]
      ended.push({ sid, sub, flowId, clientIds: await this.sessionClients.take(sid) })
    }
    for (const { sub, sid } of ended) await this.events.keep('session.ended', { sub, sid, why })
    if (ended.length === 0) return
    for (const { provider } of findRegistered<void, SessionEnd>(this.discovery, EndsWithSession)) await provider.sessionsEnded(ended)
  }

  async #findLive(key: 'handle_digest' | 'sid', value: string): Promise<Session | undefined> {
    const now = this.clock.now()
    const where = `${key} = $1 AND idle_expires_at > $2 AND expires_at > $3`
    return findRow(this.unitOfWork.lookUps, SessionRow, where, [value, now, now])
  }

  #toRow({ sub, acr, amr, interactionId, browser }: Login, sid: string) {
    const now = this.clock.now()
    const { sessionIdle, session } = this.lifetimes
    return {
      sid,
      sub,
      acr,
      amr: [...amr],
      interactionId,
      browser: browser ?? null,
      authTime: now,
      idleExpiresAt: now + Math.min(sessionIdle, session),
      expiresAt: now + session,
    }
  }
}
