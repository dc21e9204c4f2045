import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** Above the highest port that fetch refuses to speak to (10080), below those that outgoing connections are given. */
const within = [10_081, 32_000] as const

const isFree = (port: number) =>
  new Promise<boolean>((resolve) => {
    const server = createServer().on('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })

/** A port on loopback that nobody listens on and that stays free while a server is restarted. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(...within)
    if (await isFree(port)) return port
  }
}
