import ipaddr from 'ipaddr.js'
import { BrokenRule } from './broken-rule'

// ipaddr.js alone would also take 127.1 and 0x7f000001.
const isAddress = (text: string) => (text.includes(':') ? ipaddr.IPv6.isValid(text) : ipaddr.IPv4.isValidFourPartDecimal(text))
const isRange = (text: string) => isAddress(text.replace(/\/\d{1,3}$/, '')) && ipaddr.isValidCIDR(text)

/** Reads one proxy: an address or a CIDR. A range that holds every address is refused: it would trust whoever connects. */
export function parseProxy(text: string): string {
  if (!isAddress(text) && !isRange(text))
    throw new BrokenRule('must be a comma-separated list of IP addresses or CIDRs, such as 10.0.0.0/8')
  if (/\/0+$/.test(text)) throw new BrokenRule('must not name every address there is')
  return text
}
