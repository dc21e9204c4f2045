import type { Server } from 'node:http'
import { Server as Listener } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** After so many milliseconds without an end, open requests are cut. */
const patience = 25_000
/** Milliseconds between two looks for connections that have become idle. */
const look = 50
/** Milliseconds without a new connection or request after which idle connections are closed. */
const quiet = 500
/** The queue of the listener is empty after so many looks without a connection: each turn of the event loop accepts one. */
const emptyLooks = 5
/** Milliseconds between two looks at the queue: a process that was just woken is not put to sleep before it has closed the listener. */
const queueLook = 2
/** Milliseconds after which the listener is closed even if connections keep coming. */
const longestQueue = 2_000

/**
 * The end of a turn of the event loop: what had arrived before is accepted and read. Timers run at the beginning of a turn, where a socket
 * may hold a request that nobody has read yet; to close it there would reset it.
 */
const turn = () => new Promise<void>((resolve) => void setImmediate(resolve))

/** Waits until no connection waits to be accepted: the kernel resets those that do when the listener closes. */
async function emptyQueue(server: Server): Promise<void> {
  let looks = 0
  const onConnection = () => (looks = 0)
  server.on('connection', onConnection)
  for (const end = performance.now() + longestQueue; looks < emptyLooks && performance.now() < end; looks += 1) {
    await sleep(queueLook)
    await turn()
  }
  server.off('connection', onConnection)
}

/** Closes the listener alone. The server's own close() ends idle connections, too, though a request may be on its way on one of them. */
const closeListener = (server: Server) => new Promise<void>((resolve) => void Listener.prototype.close.call(server, () => resolve()))

/**
 * Takes no more connections, and lets those that there are finish what they are at. A balancer that finds no listener uses up the connections
 * that it has kept, each for one request more; one that has just connected sends its request when it gets to it. So idle connections are
 * closed only once nothing has come for a while.
 */
export async function closeGently(server: Server): Promise<void> {
  let lastCame = performance.now()
  const onArrival = () => (lastCame = performance.now())
  server.on('connection', onArrival).on('request', onArrival)
  await emptyQueue(server)
  const closed = closeListener(server)
  const closeIdle = () => {
    if (performance.now() - lastCame > quiet) server.closeIdleConnections()
  }
  const idle = setInterval(() => setImmediate(closeIdle), look)
  const cut = setTimeout(() => server.closeAllConnections(), patience)
  await closed
  clearInterval(idle)
  clearTimeout(cut)
}
