import { connect } from 'node:net'

/** Sends a request by hand, headers as they are, and returns the answer as it comes. */
export async function rawRequest(
  origin: string,
  method: string,
  path: string,
  headers: readonly (readonly [string, string])[],
): Promise<string> {
  const { hostname, port, host } = new URL(origin)
  const lines = [`${method} ${path} HTTP/1.1`, `Host: ${host}`, 'Connection: close', ...headers.map(([name, value]) => `${name}: ${value}`)]
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(Number(port), hostname, () => socket.write(`${lines.join('\r\n')}\r\n\r\n`))
    socket.on('data', (data: Buffer) => (answer += data.toString()))
    socket.on('error', reject)
    socket.on('end', () => resolve(answer))
  })
}
