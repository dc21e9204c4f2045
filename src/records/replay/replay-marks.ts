import { Injectable } from '@nestjs/common'
import { digestHandle } from '#libs/opaque-token/opaque-token'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import { deleteExpired } from '#platform/database/delete-expired'
import type { ExpiredRows } from '#platform/database/delete-expired'
import { SweepsExpired } from '#platform/database/sweeps-expired'
import type { SweepsRows } from '#platform/database/sweeps-expired'
import { UnitOfWork } from '#platform/database/unit-of-work'

/** Something usable once: whose it is, its identifier, and when nobody would accept it any more anyway. */
export interface SingleUse {
  readonly purpose: 'client-assertion' | 'dpop-proof'
  /** The client or the key that made it: identifiers of one never burn those of another. */
  readonly maker: string
  readonly id: string
  readonly expiresAt: EpochSeconds
}

/** What came of uses. */
export interface Spent {
  /** Those that somebody had used before. */
  readonly replayed: readonly SingleUse[]
  /** Resolves when the others are marked for good: nobody may hear of success before. */
  readonly kept: Promise<unknown>
}

const markOf = ({ purpose, maker, id }: SingleUse) => digestHandle('replay', JSON.stringify([purpose, maker, id]))

/** Remembers, for all nodes, what may be used only once. */
@Injectable()
@SweepsExpired()
export class ReplayMarks implements SweepsRows {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Uses all of them up in one statement. PostgreSQL does not wait for its disk: a crash of the database may let what was used in its last
   * half second be used again, as long as it would be accepted anyway.
   */
  async spend(uses: readonly SingleUse[]): Promise<Spent> {
    if (uses.length === 0) return { replayed: [], kept: Promise.resolve() }
    const rows = uses.map((use) => ({ mark: markOf(use), expires_at: use.expiresAt }))
    const { fresh, kept } = await this.unitOfWork.mark({ table: 'replay_marks', key: 'mark', rows })
    return { replayed: uses.filter((_, index) => !fresh.has(rows[index]?.mark)), kept }
  }

  expiredRows(now: EpochSeconds): ExpiredRows {
    return { table: 'replay_marks', key: 'mark', expiry: 'expires_at', before: now }
  }

  async sweepExpired(now: EpochSeconds, limit: number): Promise<number> {
    return deleteExpired(this.unitOfWork.writes, this.expiredRows(now), limit)
  }
}
