import { isIPv4 } from 'node:net'
import { canonicalAddress } from './canonical-address'

/**
 * What attempts from an address are counted under: IPv4 by address, IPv6 by /64, which is what one subscriber has.
 * Whatever is no address shares one count.
 */
export function rateKey(address: string): string {
  const canonical = canonicalAddress(address)
  if (canonical === undefined) return 'unknown'
  return isIPv4(canonical) ? canonical : `${canonical.split(':').slice(0, 4).join(':')}::/64`
}

/** Hextets of an IPv6 address that name its /64 and its /48, and in between, with half of the fourth, its /56. */
const networkOf56 = (hextets: readonly string[]) =>
  `${hextets.slice(0, 3).join(':')}:${(parseInt(hextets[3] ?? '0', 16) & 0xff00).toString(16)}`

/**
 * The same, and the larger networks that somebody may have who tries from many addresses: of IPv6 the /56 and the /48. The smallest comes
 * first; of IPv4 there is but the address.
 */
export function rateKeys(address: string): readonly string[] {
  const smallest = rateKey(address)
  if (!smallest.endsWith('::/64')) return [smallest]
  const hextets = smallest.slice(0, -'::/64'.length).split(':')
  return [smallest, `${networkOf56(hextets)}::/56`, `${hextets.slice(0, 3).join(':')}::/48`]
}

/** So many times as much as the smallest of these networks may have, each of them may have in all. */
export const networkFactors = [1, 2, 10] as const
