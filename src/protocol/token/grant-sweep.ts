import { Injectable } from '@nestjs/common'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import type { ExpiredRows } from '#platform/database/delete-expired'
import { SweepsExpired } from '#platform/database/sweeps-expired'
import type { SweepsRows } from '#platform/database/sweeps-expired'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { Grants } from '#records/grants/grants.repository'
import { AuthorizationCodes } from './authorization-codes.repository'
import { RefreshTokens } from './refresh-tokens.repository'

/** A code that nobody redeemed is kept for so many seconds, for whoever asks what happened. */
const abandonedSeconds = 24 * 60 * 60

/** Removes grants that are over, with their codes and refresh tokens; a used code stays for as long as its grant lives. */
@Injectable()
@SweepsExpired()
export class GrantSweep implements SweepsRows {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly grants: Grants,
    private readonly codes: AuthorizationCodes,
    private readonly refreshTokens: RefreshTokens,
  ) {}

  expiredRows(now: EpochSeconds): ExpiredRows {
    return this.grants.expiredRows(now)
  }

  async sweepExpired(now: EpochSeconds, limit: number): Promise<number> {
    return this.unitOfWork.run(async () => {
      const over = await this.grants.findOver(now, limit)
      // Nodes lock grants, and only grants, so that no two wait for each other.
      const abandoned = await this.grants.claim(await this.codes.findAbandoned(now - abandonedSeconds, limit - over.length))
      return this.#remove([...new Set([...over, ...abandoned])])
    })
  }

  async #remove(ids: readonly string[]): Promise<number> {
    if (ids.length === 0) return 0
    await this.codes.removeOf(ids)
    await this.refreshTokens.removeOf(ids)
    await this.grants.remove(ids)
    return ids.length
  }
}
