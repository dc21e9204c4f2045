import { AddressList } from '#libs/ip-address/address-list'
import { BrokenRule } from './broken-rule'
import { parseProxy } from './parse-proxy'

/** Where clouds keep the credentials of their machines. */
const linkLocal = ['169.254.169.254', 'fe80::1']

/** Reads one network that outbound requests may reach: an address or a CIDR, without link-local addresses. */
export function parseNetwork(text: string): string {
  const network = parseProxy(text)
  const list = new AddressList([network])
  if (linkLocal.some((address) => list.holds(address)))
    throw new BrokenRule('must not hold link-local addresses (169.254.0.0/16, fe80::/10)')
  return network
}
