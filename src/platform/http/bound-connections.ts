import type { Server } from 'node:http'

const headersTimeoutMs = 10_000
const requestTimeoutMs = 30_000
// Longer than balancers keep idle connections, so that none sends a request into one that is just closing
const keepAliveTimeoutMs = 65_000
// How often Node looks for what is over time; by itself every 30 seconds, which would give headers 40.
const connectionsCheckingInterval = 5_000
// About 20 kB each: with the unfinished bodies, half of the 512 MB that the manifests allow
const maxConnections = 4_000

/** Bounds how long a client may take, and how many may be connected; where there are too many, the idle ones make room. */
export function boundConnections(server: Server): void {
  server.headersTimeout = headersTimeoutMs
  server.requestTimeout = requestTimeoutMs
  server.keepAliveTimeout = keepAliveTimeoutMs
  server.maxConnections = maxConnections
  Object.assign(server, { connectionsCheckingInterval })
  server.on('drop', () => server.closeIdleConnections())
}
