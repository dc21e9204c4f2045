import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import type { AddressList } from '#libs/ip-address/address-list'
import { rateKey } from '#libs/ip-address/rate-key'
import { peerOf } from './address'

/**
 * Bounds how many connections one address may have, so that one cannot take all that there are. A connection beyond that is closed before
 * anything is read of it, the TLS handshake included. Proxies have the connections of everybody: they are not counted.
 */
export function boundConnectionsByAddress(server: Server, most: number, proxies: AddressList): void {
  const open = new Map<string, number>()
  const leave = (key: string) => {
    const left = (open.get(key) ?? 1) - 1
    if (left === 0) open.delete(key)
    else open.set(key, left)
  }
  server.on('connection', (socket: Socket) => {
    const address = peerOf(socket)
    if (address === undefined || proxies.holds(address)) return
    const key = rateKey(address)
    const count = (open.get(key) ?? 0) + 1
    if (count > most) {
      socket.destroy()
      return
    }
    open.set(key, count)
    socket.once('close', () => leave(key))
  })
}
