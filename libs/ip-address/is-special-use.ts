import { BlockList, isIPv4, isIPv6 } from 'node:net'

// IANA IPv4 Special-Purpose Address Registry, multicast and the reserved rest
const specialIpv4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const

// IANA IPv6 Special-Purpose Address Registry, as far as it lies inside global unicast
const specialIpv6 = [
  ['2001::', 23], // Teredo, benchmarking, ORCHID, …
  ['2001:db8::', 32],
  ['2002::', 16], // 6to4
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
] as const

const ipv4 = new BlockList()
for (const [network, bits] of specialIpv4) ipv4.addSubnet(network, bits, 'ipv4')

const ipv6 = new BlockList()
for (const [network, bits] of specialIpv6) ipv6.addSubnet(network, bits, 'ipv6')

// Everything outside is special: loopback, mapped, NAT64, unique local, link-local, site-local, multicast, unassigned
const globalUnicast = new BlockList()
globalUnicast.addSubnet('2000::', 3, 'ipv6')

/**
 * Whether an address belongs to anything but the public internet, or is no address at all.
 *
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry
 */
export function isSpecialUse(address: string): boolean {
  if (isIPv4(address)) return ipv4.check(address, 'ipv4')
  if (!isIPv6(address) || address.includes('%')) return true
  return !globalUnicast.check(address, 'ipv6') || ipv6.check(address, 'ipv6')
}
