import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { AddressList } from '#libs/ip-address/address-list'
import { isSpecialUse } from '#libs/ip-address/is-special-use'
import { OutboundError } from './outbound-error'
import type { Target } from './parse-target'

export interface Address {
  readonly address: string
  readonly family: number
}

export type Resolve = (hostname: string) => Promise<readonly Address[]>

/** Asks the system for all addresses of a name. */
export const systemResolve: Resolve = (hostname) => lookup(hostname, { all: true })

async function addressesOf(hostname: string, resolve: Resolve): Promise<readonly Address[]> {
  const literal = hostname.replace(/^\[(.*)\]$/, '$1')
  if (isIP(literal)) return [{ address: literal, family: isIP(literal) }]
  const found = await resolve(literal).catch((error: unknown) => {
    throw new OutboundError('name not found', error)
  })
  if (found.length === 0) throw new OutboundError('name not found')
  return found
}

/**
 * The addresses that a target may be connected to. One of special use among them refuses them all, unless the host is trusted:
 * a name that points inside and outside at once is up to no good.
 *
 * @param ownNetworks addresses of special use that the operator allows
 *
 * @throws OutboundError address not allowed, name not found
 */
export async function resolveTarget(
  { url, trusted }: Target,
  resolve: Resolve,
  ownNetworks = new AddressList([]),
): Promise<readonly Address[]> {
  const addresses = await addressesOf(url.hostname, resolve)
  const isRefused = ({ address }: Address) => isSpecialUse(address) && !ownNetworks.holds(address)
  if (!trusted && addresses.some(isRefused)) throw new OutboundError('address not allowed')
  return addresses
}
