import ipaddr from 'ipaddr.js'
import { BrokenRule } from './broken-rule'
import { parseProxy } from './parse-proxy'

const linkLocal = ['169.254.0.0/16', 'fe80::/10']
/** IPv6 addresses that stand for IPv4 ones: mapped, translated (NAT64), 6to4. They would lead around every list of IPv4 addresses. */
const embedding = ['::ffff:0:0/96', '64:ff9b::/96', '64:ff9b:1::/48', '2002::/16']
const refused = [...linkLocal, ...embedding].map((range) => ipaddr.parseCIDR(range))

type Range = readonly [address: ipaddr.IPv4 | ipaddr.IPv6, bits: number]

const toRange = (network: string): Range => {
  const [address = '', bits] = network.split('/')
  const parsed = ipaddr.parse(address)
  return [parsed, bits === undefined ? parsed.toByteArray().length * 8 : Number(bits)]
}

const overlap = ([one, bits]: Range, [other, otherBits]: Range): boolean =>
  one.kind() === other.kind() && one.match(other, Math.min(bits, otherBits))

/**
 * Reads one network that outbound requests may reach: an address or a CIDR. No part of it is link-local, where clouds keep the credentials
 * of their machines, or stands for an IPv4 address.
 */
export function parseNetwork(text: string): string {
  const network = toRange(parseProxy(text))
  if (!refused.some((range) => overlap(network, range))) return text
  throw new BrokenRule('must not hold link-local addresses (169.254.0.0/16, fe80::/10) or IPv6 addresses that stand for IPv4 ones')
}
