import type { Socket } from 'node:net'
import type { Client } from 'pg'
import { streamOf } from './driver-internals'

const corked = new WeakSet<Socket>()

/** What is sent on a connection in this turn of the event loop leaves in one write. */
export function sendTogether(client: Client): void {
  const stream = streamOf(client)
  if (corked.has(stream)) return
  corked.add(stream)
  stream.cork()
  setImmediate(() => {
    corked.delete(stream)
    stream.uncork()
  })
}
