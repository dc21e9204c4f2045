import { EventEmitter, once } from 'node:events'

/** A gate that work in a test waits at until it is opened: it brings things that run at the same time into an order. */
export function gate() {
  const events = new EventEmitter()
  return { open: () => events.emit('open'), opened: once(events, 'open') }
}
