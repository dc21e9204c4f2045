import { isIPv4, isIPv6 } from 'node:net'
import ipaddr from 'ipaddr.js'

/**
 * One spelling for each address: dotted IPv4, also where it came mapped into IPv6, else eight IPv6 groups without leading zeros.
 * Undefined for anything else; a zone (fe80::1%eth0) is anything else.
 */
export function canonicalAddress(address: string): string | undefined {
  // ipaddr.js alone would also take 127.1 and 0x7f000001.
  if (isIPv4(address)) return address
  if (!isIPv6(address) || address.includes('%')) return undefined
  // ipaddr.js takes ::192.0.2.1, which is deprecated, for a mapped address; in hexadecimal groups it is what it is.
  const { hostname } = new URL(`http://[${address}]`)
  const parsed = ipaddr.IPv6.parse(hostname.slice(1, -1))
  return parsed.isIPv4MappedAddress() ? parsed.toIPv4Address().toString() : parsed.toNormalizedString()
}
