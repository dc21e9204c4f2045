import type { Hops } from './forwarded-hops'

/**
 * Who sent a request that came by proxies: the nearest address that is no trusted proxy's. What is said beyond that, strangers say. Where a
 * trusted proxy names nobody, it is the nearest that is known.
 *
 * @param peer the address that the connection is from
 */
export function findClient(peer: string, hops: Hops, isTrusted: (address: string) => boolean): string {
  let nearest = peer
  for (const hop of isTrusted(peer) ? hops : []) {
    if (hop === undefined) return nearest
    nearest = hop
    if (!isTrusted(hop)) return nearest
  }
  return nearest
}
