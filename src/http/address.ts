import type { Request } from 'express'
import { canonicalAddress } from '#libs/ip-address/canonical-address'
import { rateKey } from '#libs/ip-address/rate-key'
import { enforces } from '#libs/checks/enforces'

enforces('RFC9700-4.13')

/**
 * The address that a request came from, in its one spelling: what trusted proxies forwarded, or the peer's own
 * where that is absent or is no address.
 */
export function clientAddress(request: Request): string {
  return canonicalAddress(request.ip ?? '') ?? canonicalAddress(request.socket.remoteAddress ?? '') ?? 'unknown'
}

/** What the request's attempts are counted under: its IPv4 address or IPv6 /64. */
export const clientRateKey = (request: Request): string => rateKey(clientAddress(request))
