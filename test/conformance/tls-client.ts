import { connect } from 'node:tls'
import type { ConnectionOptions } from 'node:tls'

/** What a handshake led to. */
export interface Handshake {
  readonly protocol?: string | null
  readonly cipher?: string
  /** The code of the error, where there was no handshake. */
  readonly refusal?: string
}

/** Tries a handshake with a server on loopback whose certificate nobody knows. */
export function shakeHands(port: number, options: ConnectionOptions): Promise<Handshake> {
  return new Promise((resolve) => {
    try {
      const socket = connect({ host: '127.0.0.1', port, servername: 'localhost', rejectUnauthorized: false, ...options })
      socket.once('secureConnect', () => {
        resolve({ protocol: socket.getProtocol(), cipher: socket.getCipher().name })
        socket.destroy()
      })
      socket.once('error', (error: NodeJS.ErrnoException) => resolve({ refusal: error.code ?? error.message }))
      socket.once('close', () => resolve({ refusal: 'closed' }))
    } catch (error) {
      resolve({ refusal: (error as NodeJS.ErrnoException).code ?? 'not possible here' })
    }
  })
}
