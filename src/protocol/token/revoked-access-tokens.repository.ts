import { Injectable } from '@nestjs/common'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import { deleteExpired } from '#platform/database/delete-expired'
import type { ExpiredRows } from '#platform/database/delete-expired'
import { insertIfAbsent } from '#platform/database/rows'
import { SweepsExpired } from '#platform/database/sweeps-expired'
import type { SweepsRows } from '#platform/database/sweeps-expired'
import { UnitOfWork } from '#platform/database/unit-of-work'

/** Access tokens that were revoked by themselves, until they would have expired. */
@Injectable()
@SweepsExpired()
export class RevokedAccessTokens implements SweepsRows {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async add(jti: string, expiresAt: EpochSeconds): Promise<void> {
    await insertIfAbsent(this.unitOfWork.writes, 'revoked_access_tokens', { jti, expires_at: expiresAt })
  }

  async has(jti: string): Promise<boolean> {
    const sql = 'SELECT 1 AS revoked FROM revoked_access_tokens WHERE jti = $1'
    return (await this.unitOfWork.lookUps.query(sql, [jti])).length > 0
  }

  expiredRows(now: EpochSeconds): ExpiredRows {
    return { table: 'revoked_access_tokens', key: 'jti', expiry: 'expires_at', before: now }
  }

  async sweepExpired(now: EpochSeconds, limit: number): Promise<number> {
    return deleteExpired(this.unitOfWork.writes, this.expiredRows(now), limit)
  }
}
