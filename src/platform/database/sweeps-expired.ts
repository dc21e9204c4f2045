import { DiscoveryService } from '@nestjs/core'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import type { ExpiredRows } from './delete-expired'

/** A repository whose rows expire. */
export interface SweepsRows {
  /** The rows that nobody can need after `now`; with some of them others may go. */
  expiredRows(now: EpochSeconds): ExpiredRows
  /** Deletes at most `limit` of them; says how many. */
  sweepExpired(now: EpochSeconds, limit: number): Promise<number>
}

/** Puts a repository into the sweep of expired rows. */
export const SweepsExpired = DiscoveryService.createDecorator<void>()
