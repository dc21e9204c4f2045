import { Injectable } from '@nestjs/common'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import { deleteExpired } from '../database/delete-expired'
import { insertIfAbsent } from '../database/rows'
import { SweepsExpired } from '../database/sweeps-expired'
import type { SweepsRows } from '../database/sweeps-expired'
import { UnitOfWork } from '../database/unit-of-work'
import { RevokedAccessTokenRow } from './revoked-access-token.entity'

/** Access tokens that were revoked by themselves, until they would have expired. */
@Injectable()
@SweepsExpired()
export class RevokedAccessTokens implements SweepsRows {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async add(jti: string, expiresAt: EpochSeconds): Promise<void> {
    await this.unitOfWork.write((manager) => insertIfAbsent(manager, 'revoked_access_tokens', { jti, expires_at: expiresAt }))
  }

  async has(jti: string): Promise<boolean> {
    return this.unitOfWork.read((manager) => manager.existsBy(RevokedAccessTokenRow, { jti }))
  }

  async sweepExpired(now: EpochSeconds, limit: number): Promise<number> {
    const of = { table: 'revoked_access_tokens', key: 'jti', expiry: 'expires_at' }
    return this.unitOfWork.write((manager) => deleteExpired(manager, of, now, limit))
  }
}
