import type { Server } from 'node:http'

/** After so many milliseconds without an end, open requests are cut. */
const patience = 25_000
/** Milliseconds between two looks for connections that have become idle. */
const look = 50
/** The queue of the listener is empty after so many turns of the event loop without a connection: each turn accepts one. */
const quietTurns = 5
/** Milliseconds after which the listener is closed even if connections keep coming. */
const longestQueue = 2_000

/**
 * The end of a turn of the event loop: what had arrived before is accepted and read. Timers run at the beginning of a turn, where a socket
 * may hold a request that nobody has read yet; to close it there would reset it.
 */
const turn = () => new Promise<void>((resolve) => void setImmediate(resolve))

/** Waits until no connection waits to be accepted: the kernel resets those that do when the listener closes. */
async function emptyQueue(server: Server): Promise<void> {
  let quiet = 0
  const onConnection = () => (quiet = 0)
  server.on('connection', onConnection)
  for (const end = performance.now() + longestQueue; quiet < quietTurns && performance.now() < end; quiet += 1) await turn()
  server.off('connection', onConnection)
}

/** Takes no more connections, and lets those that there are finish what they are at; none is closed with a request in it. */
export async function closeGently(server: Server): Promise<void> {
  await emptyQueue(server)
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  const idle = setInterval(() => setImmediate(() => server.closeIdleConnections()), look)
  const cut = setTimeout(() => server.closeAllConnections(), patience)
  await closed
  clearInterval(idle)
  clearTimeout(cut)
}
