import { isIPv4, isIPv6 } from 'node:net'

/** The sixteen-bit groups of an IPv6 address, "::" and a dotted end written out. */
function ipv6Groups(address: string): number[] {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address)
  if (dotted) return ipv6Groups(`${dotted[1]}${joined(dotted[2], dotted[3])}:${joined(dotted[4], dotted[5])}`)
  const [head = [], tail] = address.split('::').map((part) => part.split(':').filter((group) => group !== ''))
  const filled = tail ? [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail] : head
  return filled.map((group) => Number.parseInt(group, 16))
}

const joined = (high = '0', low = '0') => (Number(high) * 256 + Number(low)).toString(16)

const isMapped = (groups: readonly number[]) => groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff

const toIpv4 = (high = 0, low = 0) => [high >> 8, high & 255, low >> 8, low & 255].join('.')

/**
 * One spelling for each address: dotted IPv4, also where it came mapped into IPv6, else eight IPv6 groups without leading zeros.
 * Undefined for anything else; a zone (fe80::1%eth0) is anything else.
 */
export function canonicalAddress(address: string): string | undefined {
  if (isIPv4(address)) return address
  if (!isIPv6(address) || address.includes('%')) return undefined
  const groups = ipv6Groups(address)
  return isMapped(groups) ? toIpv4(groups[6], groups[7]) : groups.map((group) => group.toString(16)).join(':')
}
