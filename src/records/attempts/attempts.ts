import { Injectable } from '@nestjs/common'
import { defineRefusal } from '#libs/checks/define-refusal'
import { tooManyRequests } from '#libs/oauth-errors/factories'
import { digestHandle } from '#libs/opaque-token/opaque-token'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import { excerpt } from '#libs/oauth-params/excerpt'
import { Events } from '#platform/events/events'
import { Voucher } from '#platform/events/voucher'
import { Clock } from '#platform/clock/clock'
import { LimitSettings } from '#platform/config/limit-settings'
import { byCount } from '#platform/database/by-count'
import { deleteExpired } from '#platform/database/delete-expired'
import type { ExpiredRows } from '#platform/database/delete-expired'
import { SweepsExpired } from '#platform/database/sweeps-expired'
import type { SweepsRows } from '#platform/database/sweeps-expired'
import { UnitOfWork } from '#platform/database/unit-of-work'

/** Something that may fail only so often: what and whose, how often, within how many seconds. */
export interface Limit {
  readonly of: readonly string[]
  readonly failures: number
  readonly windowSeconds: number
  /** What to say of it in place of `of`, fit to be shown: who typed something there may have typed a secret. */
  readonly told?: readonly string[]
  /** false: it is counted alone, and whoever asks for the count decides. */
  readonly refuses?: boolean
  /** false: that it is full is no news. */
  readonly isTold?: boolean
}

/** A failure that has been counted. */
export interface CountedFailure {
  readonly voucher: Voucher
  /** How often the subject of each limit has failed. */
  readonly failures: readonly number[]
}

interface Counted {
  readonly failures: number
  readonly secondsLeft: number
}

const refuseUntil = defineRefusal({
  name: 'too-many-attempts',
  clauses: ['SEC-151', 'SEC-303', 'SEC-451'],
  hint: 'Wait as long as Retry-After says. The flows before this one tell what failed so often.',
  refusal: (secondsLeft: number) => tooManyRequests('too many failed attempts', Math.max(1, secondsLeft)),
})
const selectOne = (place: number) =>
  `SELECT subject, failures, window_ends_at FROM attempts WHERE subject = $${place} AND window_ends_at > $${place + 1}`
/** Of so many subjects. For SQLite twice as fast as a list of subjects. */
const selectOf = byCount((count: number) => Array.from({ length: count }, (_, index) => selectOne(index * 2 + 1)).join(' UNION ALL '))
const shownOf = ({ of, told }: Limit) => told ?? of.map((part) => excerpt(part))
const isOver = (limit: Limit | undefined, failures: number) => limit?.refuses !== false && failures > (limit?.failures ?? 0)
const subjectOf = ({ of }: Limit) => digestHandle('attempt', JSON.stringify(of))

/**
 * Counts failures in fixed windows, for all nodes together. Who fails too often is told to come back when the window ends; nobody is
 * locked out for longer.
 */
@Injectable()
@SweepsExpired()
export class Attempts implements SweepsRows {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: LimitSettings,
    private readonly events: Events,
  ) {}

  /**
   * Says whether anything has failed in the windows.
   *
   * @throws OAuthError temporarily_unavailable (429) with Retry-After, while one of the windows is full
   */
  async check(limits: readonly Limit[]): Promise<boolean> {
    if (!this.settings.enabled) return false
    const now = this.clock.now()
    const sql = selectOf(limits.length)
    const values = limits.flatMap((limit) => [subjectOf(limit), now])
    const rows = await this.unitOfWork.lookUps.query(sql, values)
    for (const row of rows) this.#refuseWhenFull(limits, row['subject'], Number(row['failures']), Number(row['window_ends_at']) - now)
    return rows.length > 0
  }

  /**
   * Counts one failure in each window; a window begins with its first failure.
   *
   * @returns what allows the failure to be kept for good, and how often the subject of each limit has failed
   * @throws OAuthError temporarily_unavailable (429): attempts that ran at the same time had filled one of the windows before
   */
  async fail(limits: readonly Limit[]): Promise<CountedFailure> {
    const voucher = Voucher.limit(limits[0]?.of.slice(0, 1) ?? [])
    if (!this.settings.enabled) return { voucher, failures: limits.map(() => 0) }
    const counted: Counted[] = []
    for (const limit of limits) counted.push(await this.#countOne(limit))
    const over = counted.find(({ failures }, index) => isOver(limits[index], failures))
    if (over) throw refuseUntil(over.secondsLeft)
    return { voucher, failures: counted.map((one) => one.failures) }
  }

  /** How often something has failed in its window. */
  async count(limit: Limit): Promise<number> {
    const [row] = await this.unitOfWork.lookUps.query(selectOf(1), [subjectOf(limit), this.clock.now()])
    return Number(row?.['failures'] ?? 0)
  }

  /** Forgets the failures of one subject, after it succeeded. */
  async forget(limit: Limit): Promise<void> {
    if (!this.settings.enabled) return
    await this.unitOfWork.writes.query('DELETE FROM attempts WHERE subject = $1', [subjectOf(limit)])
  }

  expiredRows(now: EpochSeconds): ExpiredRows {
    return { table: 'attempts', key: 'subject', expiry: 'window_ends_at', before: now }
  }

  async sweepExpired(now: EpochSeconds, limit: number): Promise<number> {
    return deleteExpired(this.unitOfWork.writes, this.expiredRows(now), limit)
  }

  #refuseWhenFull(limits: readonly Limit[], subject: unknown, failures: number, secondsLeft: number): void {
    const limit = limits.find((candidate) => subjectOf(candidate) === subject)
    if (limit && limit.refuses !== false && failures >= limit.failures) throw refuseUntil(secondsLeft)
  }

  async #countOne(limit: Limit): Promise<Counted> {
    const counted = await this.#count(limit)
    if (counted.failures === limit.failures && limit.isTold !== false) await this.#tellOfFull(limit, counted)
    return counted
  }

  /** Once in a window. */
  async #tellOfFull(limit: Limit, { secondsLeft: seconds }: Counted): Promise<void> {
    await this.events.keep('attempts.locked', { of: shownOf(limit), seconds }, Voucher.limit(limit.of.slice(0, 1)))
  }

  async #count(limit: Limit): Promise<Counted> {
    const now = this.clock.now()
    const sql = `INSERT INTO attempts (subject, failures, window_ends_at) VALUES ($1, 1, $2)
      ON CONFLICT (subject) DO UPDATE SET
        failures = CASE WHEN attempts.window_ends_at <= $3 THEN 1 ELSE attempts.failures + 1 END,
        window_ends_at = CASE WHEN attempts.window_ends_at <= $4 THEN excluded.window_ends_at ELSE attempts.window_ends_at END
      RETURNING failures, window_ends_at`
    const values = [subjectOf(limit), now + limit.windowSeconds, now, now]
    const [row] = await this.unitOfWork.writes.query(sql, values)
    return { failures: Number(row?.['failures']), secondsLeft: Number(row?.['window_ends_at']) - now }
  }
}
