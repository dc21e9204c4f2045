import type { Server, Socket } from 'node:net'
import type { Application, Request } from 'express'
import { findClient } from '#libs/forwarded/find-client'
import { forwardedHops, xForwardedForHops } from '#libs/forwarded/forwarded-hops'
import type { Hops } from '#libs/forwarded/forwarded-hops'
import { AddressList } from '#libs/ip-address/address-list'
import { canonicalAddress } from '#libs/ip-address/canonical-address'
import { rateKey, rateKeys } from '#libs/ip-address/rate-key'
import { enforces } from '#libs/checks/enforces'

enforces('RFC9700-4.13')

const proxies = 'aldgate trusted proxies'

/** Names the proxies whose word counts for where a request came from. It counts for nothing else: host and scheme are the issuer's. */
export function trustProxies(app: Application, addresses: readonly string[]): void {
  app.set('trust proxy', false).set(proxies, new AddressList(addresses))
}

/** Where each connection is from, in the address's one spelling. */
const peers = new WeakMap<Socket, string>()

/** The address at the other end of a connection; undefined where it has none any more. */
export function peerOf(socket: Socket): string | undefined {
  const known = peers.get(socket)
  if (known !== undefined) return known
  const peer = canonicalAddress(socket.remoteAddress ?? '')
  if (peer !== undefined) peers.set(socket, peer)
  return peer
}

const rememberPeer = (socket: Socket) => {
  if (socket.remoteAddress === undefined) socket.destroy()
}

/**
 * Records the peer address of each connection when it is made: after a client has hung up, the socket no longer has one, and its request
 * could not be counted. A connection without an address is closed. (Over TLS the requests have a socket of their own.)
 */
export function rememberPeers(server: Server): void {
  server.on('connection', rememberPeer).on('secureConnection', rememberPeer)
}

/** The address that a request came from, in its one spelling: what trusted proxies forwarded, or the peer's own. */
export function clientAddress(request: Request): string {
  const peer = peerOf(request.socket)
  if (peer === undefined) return 'unknown'
  const hops = hopsOf(request)
  if (!hops) return peer
  const trusted = request.app.get(proxies) as AddressList
  return findClient(peer, hops, (address) => trusted.holds(address))
}

/** A proxy that writes one of the headers may pass on what a stranger wrote into the other: the one that most proxies write wins. */
function hopsOf({ headers }: Request): Hops | undefined {
  const [older, newer] = [headers['x-forwarded-for'], headers['forwarded']].map((value) => value?.toString())
  if (older !== undefined) return xForwardedForHops(older)
  return newer === undefined ? undefined : forwardedHops(newer)
}

/** What the request's attempts are counted under: its IPv4 address or IPv6 /64. */
export const clientRateKey = (request: Request): string => rateKey(clientAddress(request))

/** The networks that the request's address lies in, as above, the smallest first. */
export const clientRateKeys = (request: Request): readonly string[] => rateKeys(clientAddress(request))
