import { Injectable } from '@nestjs/common'
import { IsNull } from 'typeorm'
import { newId } from '#libs/opaque-token/opaque-token'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import { Clock } from '#platform/clock/clock'
import { deleteExpired } from '#platform/database/delete-expired'
import type { ExpiredRows } from '#platform/database/delete-expired'
import { isUnlisted, listedRows, toList } from '#platform/database/listed'
import type { Row } from '#platform/database/row'
import { SweepsExpired } from '#platform/database/sweeps-expired'
import type { SweepsRows } from '#platform/database/sweeps-expired'
import { UnitOfWork } from '#platform/database/unit-of-work'
import type { LogoutDelivery, LogoutOutcome } from './logout-delivery'
import { LogoutDeliveryRow } from './logout-delivery.entity'

/** How long, in seconds, a delivery is one node's: longer than a request may take, so that another comes in only after a crash. */
const turnSeconds = 20
/** Finished deliveries are kept for a day, for whoever asks what happened. */
const keptSeconds = 24 * 60 * 60

/** So many that are due are looked at, so that the rest of one client's hide no other's for long. */
const mostLookedAt = 200
const due = `SELECT jti, client_id, due_at FROM logout_deliveries
  WHERE finished_at IS NULL AND due_at <= $2 AND ${isUnlisted('client_id', 3)} ORDER BY due_at LIMIT ${mostLookedAt} FOR UPDATE SKIP LOCKED`
const turns = `SELECT jti, due_at, ROW_NUMBER() OVER (PARTITION BY client_id ORDER BY due_at) AS turn FROM (${due}) AS due`
const takeInTurn = `UPDATE logout_deliveries SET due_at = $1, attempts = attempts + 1
  WHERE jti IN (SELECT jti FROM (${turns}) AS turns WHERE turn = 1 ORDER BY due_at LIMIT $4)
  RETURNING jti, client_id, sub, sid, attempts, flow_id`
const insertMany = `INSERT INTO logout_deliveries (attempts, due_at, created_at, jti, client_id, sub, sid, flow_id)
  SELECT CAST($1 AS integer), CAST($2 AS bigint), CAST($3 AS bigint), value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4
  FROM ${listedRows(4)}`

/** What is still to be told, and what was: an outbox that survives the node that wrote it. */
@Injectable()
@SweepsExpired()
export class LogoutDeliveries implements SweepsRows {
  #onAdded: () => void = () => undefined

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Has this node be called when there is something new, as soon as it has been committed. */
  onAdded(listener: () => void): void {
    this.#onAdded = listener
  }

  /** Adds deliveries by one statement, however many they are. */
  async add(told: readonly Pick<LogoutDelivery, 'clientId' | 'sub' | 'sid' | 'flowId'>[]): Promise<void> {
    if (told.length === 0) return
    const now = this.clock.now()
    const rows = told.map(({ clientId, sub, sid, flowId }) => [newId(), clientId, sub, sid, flowId])
    await this.unitOfWork.run(async (tx) => {
      await tx.query(insertMany, [0, now, now, toList(rows)])
      tx.afterCommit(() => this.#onAdded())
    })
  }

  /**
   * Takes deliveries that are due, the oldest of each client: for a while they are this node's alone. One statement decides.
   *
   * @param busy clients that are being told as much as they may
   */
  async take(limit: number, busy: readonly string[] = []): Promise<readonly LogoutDelivery[]> {
    const now = this.clock.now()
    const rows = await this.unitOfWork.writes.query(takeInTurn, [now + turnSeconds, now, toList(busy), limit])
    return rows.map(toDelivery)
  }

  /** Puts off what is due for a client that does not answer, so that it stands in nobody's way. No try is counted. */
  async putOff(clientId: string, seconds: number): Promise<void> {
    const now = this.clock.now()
    const sql = 'UPDATE logout_deliveries SET due_at = $1 WHERE client_id = $2 AND finished_at IS NULL AND due_at <= $3'
    await this.unitOfWork.writes.query(sql, [now + seconds, clientId, now])
  }

  async finish(delivery: LogoutDelivery, outcome: LogoutOutcome): Promise<void> {
    await this.#update(delivery, { outcome, finishedAt: this.clock.now() })
  }

  async retryIn(seconds: number, delivery: LogoutDelivery): Promise<void> {
    await this.#update(delivery, { dueAt: this.clock.now() + seconds })
  }

  expiredRows(now: EpochSeconds): ExpiredRows {
    return { table: 'logout_deliveries', key: 'jti', expiry: 'finished_at', before: now - keptSeconds, early: 'harmless' }
  }

  async sweepExpired(now: EpochSeconds, limit: number): Promise<number> {
    return deleteExpired(this.unitOfWork.writes, this.expiredRows(now), limit)
  }

  // A node that took longer than its turn changes nothing any more: the attempt is another's.
  async #update({ jti, attempts }: LogoutDelivery, change: Partial<LogoutDeliveryRow>): Promise<void> {
    await this.unitOfWork.run(({ entities }) => entities.update(LogoutDeliveryRow, { jti, attempts, finishedAt: IsNull() }, change))
  }
}

const toDelivery = (row: Row): LogoutDelivery => ({
  jti: row['jti'] as string,
  clientId: row['client_id'] as string,
  sub: row['sub'] as string,
  sid: row['sid'] as string,
  attempts: Number(row['attempts']),
  flowId: row['flow_id'] as string,
})
