import type { Socket } from 'node:net'
import type { Client } from 'pg'

const gathering = new WeakSet<Socket>()

/** What a connection is made of. */
export const streamOf = (client: Client): Socket =>
  (client as unknown as { readonly connection: { readonly stream: Socket } }).connection.stream

/** What is sent on a connection goes out as one, once everything that this turn of the event loop asks for has been written. */
export function sendTogether(client: Client): void {
  const stream = streamOf(client)
  if (gathering.has(stream)) return
  gathering.add(stream)
  stream.cork()
  setImmediate(() => {
    gathering.delete(stream)
    stream.uncork()
  })
}
