import type { CanonicalUsername } from '#libs/username/canonical-username'
import type { LimitSettings } from '#platform/config/limit-settings'
import type { Limit } from '#records/attempts/attempts'
import { limitsOfNetworks } from '#records/attempts/network-limits'
import type { KnownBrowser } from './known-browsers'

/** For so long, in seconds, failures at an account count from wherever they come. */
const accountWindowSeconds = 30 * 24 * 60 * 60
/** The wait, in seconds, between two guesses of strangers at an account that has had too many; it doubles with every ten more. */
const [shortestWait, longestWait, failuresToDouble] = [30, 3_600, 10]

/** Where a login comes from. */
export interface LoginOrigin {
  readonly address: string
  /** The networks that the address lies in, the smallest, which is `address`, first. */
  readonly networks?: readonly string[] | undefined
  readonly browser?: KnownBrowser | undefined
}

/** The limits of one login. */
export interface LoginLimits {
  /** For the account from the address. */
  readonly account: Limit
  /** For the networks of the address, and for the browser where it is known. */
  readonly others: readonly Limit[]
  /** For the account, wherever logins come from: it slows strangers down, and refuses nobody by itself. */
  readonly inAll: Limit
  /** One guess of strangers at a time, and then a wait. */
  readonly slot: (failures: number) => Limit
}

/** For the addresses alone, where there is no such name. */
export const networkLimits = ({ address, networks = [address] }: LoginOrigin, settings: LimitSettings): readonly Limit[] =>
  limitsOfNetworks(networks, ['login'], { failures: settings.addressFailures, windowSeconds: settings.loginWindowSeconds })

/** Who a login is for. */
export interface LoginNames {
  /** As it was typed: what counts by it tells nothing of which names are of one account. */
  readonly typed: CanonicalUsername
  /** The username of the account, where there is one: a person who may log in by an address too is guessed at no more often. */
  readonly account?: CanonicalUsername | undefined
}

/** @see https://pages.nist.gov/800-63-4/sp800-63b.html#throttle */
export function loginLimits(
  { typed: username, account = username }: LoginNames,
  origin: LoginOrigin,
  settings: LimitSettings,
): LoginLimits {
  const { accountFailures: failures, accountFailuresInAll, loginWindowSeconds: windowSeconds } = settings
  const ofBrowser = origin.browser && { of: ['login', username, 'browser', origin.browser.id], failures, windowSeconds }
  return {
    account: { of: ['login', username, origin.address], failures, windowSeconds },
    others: [...networkLimits(origin, settings), ofBrowser ?? []].flat(),
    inAll: { of: ['login in all', account], failures: accountFailuresInAll, windowSeconds: accountWindowSeconds, refuses: false },
    slot: (times) => ({ of: ['login slot', account], failures: 1, windowSeconds: waitAfter(times - accountFailuresInAll), isTold: false }),
  }
}

const waitAfter = (beyond: number): number =>
  Math.min(longestWait, shortestWait * 2 ** Math.min(10, Math.floor(Math.max(0, beyond) / failuresToDouble)))
