/** Seconds since 1970-01-01T00:00:00Z, whole. */
export type EpochSeconds = number
