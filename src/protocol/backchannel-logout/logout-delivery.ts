/** The end of one session that one client is to be told, in one node's hands. */
export interface LogoutDelivery {
  readonly jti: string
  readonly clientId: string
  readonly sub: string
  readonly sid: string
  /** How often it has been tried, this time included. */
  readonly attempts: number
  readonly flowId: string
}

/** How a delivery ended: taken, refused by the client, given up, or without anybody to tell. */
export type LogoutOutcome = 'delivered' | 'refused' | 'given up' | 'nobody there'

/** Seconds to wait after the first, second, … try that failed. */
const delays = [5, 30, 120, 600, 3_600]

/** Seconds until the next try; undefined after the last. */
export const retryDelay = (attempts: number): number | undefined => delays[attempts - 1]
