import type { Clock } from '#platform/clock/clock'

/** Where clients and people of a test find the server, be it one process or many, and what time it is there. */
export interface ServedAt {
  readonly issuer: string
  readonly clock: Pick<Clock, 'now'>
}
