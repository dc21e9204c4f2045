import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'

type SystemError = NodeJS.ErrnoException

const listen = async (listener: RequestListener, port: number, host: string): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer(listener)
    server.once('error', reject)
    server.listen(port, host, () => resolve(server))
  })

/** Something that listens, until it is closed. */
export interface Listening {
  readonly close: () => void
}

const closeAll = (servers: readonly Server[]) => () => {
  for (const server of servers) {
    server.close()
    server.closeAllConnections()
  }
}

/**
 * Listens on this machine alone, on IPv4 and, where there is one, on IPv6: browsers take localhost for either.
 *
 * @throws SystemError such as EADDRINUSE
 */
export async function listenOnLoopback(listener: RequestListener, port: number): Promise<Listening> {
  const first = await listen(listener, port, '127.0.0.1')
  try {
    return { close: closeAll([first, await listen(listener, port, '::1')]) }
  } catch (error) {
    if (['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes((error as SystemError).code ?? '')) return { close: closeAll([first]) }
    closeAll([first])()
    throw error
  }
}
