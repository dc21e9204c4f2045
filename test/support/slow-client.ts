import { connect } from 'node:net'

/** How long until the next byte is sent, in milliseconds. */
const pause = 50

/** A client that sends a request's beginning and then byte by byte something that does not end; gives what it heard once the server hung up. */
export function slowClient(origin: string, beginning: string): Promise<string> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve) => {
    let [heard, dripping] = ['', undefined as NodeJS.Timeout | undefined]
    const socket = connect(Number(port), hostname, () => {
      socket.write(beginning)
      dripping = setInterval(() => socket.writable && socket.write('x'), pause)
    })
    socket.on('data', (data: Buffer) => (heard += data.toString()))
    // A byte that arrives after the end is answered by a reset.
    socket.on('error', () => socket.destroy())
    socket.on('end', () => socket.end())
    socket.on('close', () => {
      clearInterval(dripping)
      resolve(heard)
    })
  })
}
