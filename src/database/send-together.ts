import type { Client } from 'pg'

interface Stream {
  cork(): void
  uncork(): void
}

const gathering = new WeakSet<Stream>()

/** What is sent on a connection goes out as one, once everything that this turn of the event loop asks for has been written. */
export function sendTogether(client: Client): void {
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Stream } }).connection
  if (gathering.has(stream)) return
  gathering.add(stream)
  stream.cork()
  setImmediate(() => {
    gathering.delete(stream)
    stream.uncork()
  })
}
