import { isIPv4 } from 'node:net'
import { canonicalAddress } from './canonical-address'

/**
 * An address as a person recognises their own network in it, without the part that names one machine or household: the first three numbers
 * of an IPv4 address, the /48 of an IPv6 one. Undefined for what is no address.
 */
export function coarseAddress(address: string): string | undefined {
  const canonical = canonicalAddress(address)
  if (canonical === undefined) return undefined
  const separator = isIPv4(canonical) ? '.' : ':'
  return [...canonical.split(separator).slice(0, 3), '*'].join(separator)
}
