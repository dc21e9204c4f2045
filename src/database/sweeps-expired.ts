import { DiscoveryService } from '@nestjs/core'
import type { EpochSeconds } from '#libs/time/epoch-seconds'

/** A repository whose rows expire. */
export interface SweepsRows {
  /** Deletes at most `limit` rows that nobody can need after `now`; says how many. */
  sweepExpired(now: EpochSeconds, limit: number): Promise<number>
}

/** Puts a repository into the sweep of expired rows. */
export const SweepsExpired = DiscoveryService.createDecorator<void>()
