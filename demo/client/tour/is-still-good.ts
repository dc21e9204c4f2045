import type { EpochSeconds } from '#libs/time/epoch-seconds'
import type { Tour } from './tour'

/** A pushed request is good for 90 seconds, and the visitor may have read for longer. */
const staleSeconds = 60

/** Whether the tour has a request for a login that the browser can still be sent with. */
export const isStillGood = ({ pending, mode }: Tour, now: EpochSeconds): boolean =>
  pending !== undefined && pending.attack === undefined && (mode.id === 'standard' || now - pending.preparedAt <= staleSeconds)
