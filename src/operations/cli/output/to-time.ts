import type { EpochSeconds } from '#libs/time/epoch-seconds'

/** A moment as people and machines read it. */
export const toTime = (seconds: EpochSeconds): string => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')

/** The same, where there may be none. */
export const toTimeOrNull = (seconds: EpochSeconds | null | undefined): string | null =>
  seconds === null || seconds === undefined ? null : toTime(seconds)
