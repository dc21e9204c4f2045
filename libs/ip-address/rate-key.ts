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
