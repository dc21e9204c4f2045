import { isIPv4, isIPv6 } from 'node:net'
import { canonicalAddress } from '../ip-address/canonical-address'

const bracketed = /^\[([0-9A-Fa-f:.]{2,45})\](?::[\w.-]{1,64})?$/
const dotted = /^([0-9.]{7,15})(?::[\w.-]{1,64})?$/

/**
 * The address in what a proxy calls a node: IPv4, or IPv6 with or without brackets, with or without a port. Undefined for what names no
 * address: "unknown", a made-up name such as "_hidden", anything else.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7239#section-6
 */
export function parseNode(node: string): string | undefined {
  const address = dotted.exec(node)?.[1] ?? bracketed.exec(node)?.[1] ?? node
  return isIPv4(address) || isIPv6(address) ? canonicalAddress(address) : undefined
}
