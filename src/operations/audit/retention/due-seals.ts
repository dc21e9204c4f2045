import { Injectable } from '@nestjs/common'
import { noCut } from '#libs/audit-chain/audit-cut'
import type { MarkedCut } from '#libs/audit-chain/audit-cut'
import type { AuditSeal } from '#libs/audit-chain/audit-seal'
import { Clock } from '#platform/clock/clock'
import { AuditSettings } from '#platform/config/audit-settings'
import { clockToleranceSeconds } from '#platform/database/delete-expired'
import { dayOf } from '../archive/day-of'
import { AuditCuts } from '../audit-cuts.repository'
import { AuditSeals } from '../audit-seals.repository'
import { ChainBroken } from './chain-broken'

/** So many seals go together at the most: a file of some 200 MB where each has 200 records. */
const mostSeals = 1_000
const dayMilliseconds = 24 * 60 * 60 * 1000

/** Seals whose time has come, one day's or a part of it, and the cut that they follow. */
export interface DueBatch {
  readonly cut: MarkedCut | undefined
  /** At least one, each following the one before. */
  readonly seals: readonly [AuditSeal, ...AuditSeal[]]
}

/**
 * Finds what is old enough to be dropped. Time counts in whole days, UTC, so that an archive has a file for each day. The newest seal is
 * never due: the next one is chained to it.
 */
@Injectable()
export class DueSeals {
  constructor(
    private readonly cuts: AuditCuts,
    private readonly seals: AuditSeals,
    private readonly clock: Clock,
    private readonly settings: AuditSettings,
  ) {}

  /**
   * The oldest batch; undefined where nothing is due.
   *
   * @throws ChainBroken where nobody with the key has moved the cut to where it is
   */
  async next(): Promise<DueBatch | undefined> {
    const [cut, last] = [await this.cuts.find(), await this.seals.last()]
    if (cut) this.#check(cut)
    const [from, to] = [(cut ?? noCut).number + 1, (last?.number ?? 0) - 1]
    const due: AuditSeal[] = []
    for await (const seal of this.seals.between(from, Math.min(to, from + mostSeals - 1))) {
      if (!this.#belongs(seal, due[0])) break
      due.push(seal)
    }
    const [first, ...others] = due
    return first && { cut, seals: [first, ...others] }
  }

  /** For how many seconds the oldest seal has waited to be dropped; 0 where it is not due, undefined where nothing ever is. */
  async overdueSeconds(): Promise<number | undefined> {
    if (this.settings.retentionDays === undefined) return undefined
    const [first, last] = [await this.seals.first(), await this.seals.last()]
    if (!first || first.number === last?.number) return 0
    return Math.max(0, Math.floor((this.clock.milliseconds() - this.#dueAt(first)) / 1000))
  }

  #check(cut: MarkedCut): void {
    const judgement = this.cuts.judge(cut)
    if (judgement !== 'genuine') throw new ChainBroken(`what tells that it begins after seal ${cut.number} is ${judgement}`)
  }

  #belongs(seal: AuditSeal, first: AuditSeal | undefined): boolean {
    return this.#dueAt(seal) <= this.clock.milliseconds() && (first === undefined || dayOf(first.at) === dayOf(seal.at))
  }

  /** The end of its day, so many days later, by every node's clock. */
  #dueAt({ at }: AuditSeal): number {
    const days = Math.floor(at / dayMilliseconds) + 1 + (this.settings.retentionDays ?? 0)
    return days * dayMilliseconds + clockToleranceSeconds * 1000
  }
}
