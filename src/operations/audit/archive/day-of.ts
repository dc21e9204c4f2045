/** The day, UTC, of a time in milliseconds since the epoch. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)
