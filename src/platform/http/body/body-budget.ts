/** All bytes of bodies that a node holds unfinished. 32 MB are five hundred of the longest bodies at the same moment. */
const maxBytes = 32 * 1024 * 1024

interface Reading {
  size: number
  readonly giveUp: () => void
}

/**
 * Bounds the memory of bodies that have begun and do not end. A body takes a few milliseconds; the one that has been waited for the longest
 * gives way to the others, so that slow senders lose their own requests and nobody else's.
 */
export class BodyBudget {
  // In the order in which they began
  readonly #readings = new Set<Reading>()
  #total = 0

  constructor(private readonly limit: number = maxBytes) {}

  /** @param giveUp ends the reading, whose bytes are then let go */
  begin(giveUp: () => void): { readonly add: (bytes: number) => void; readonly end: () => void } {
    const reading: Reading = { size: 0, giveUp }
    this.#readings.add(reading)
    return { add: (bytes) => this.#add(reading, bytes), end: () => this.#end(reading) }
  }

  #add(reading: Reading, bytes: number): void {
    if (!this.#readings.has(reading)) return
    reading.size += bytes
    this.#total += bytes
    for (const oldest of this.#readings) {
      if (this.#total <= this.limit) return
      this.#end(oldest)
      oldest.giveUp()
    }
  }

  #end(reading: Reading): void {
    if (this.#readings.delete(reading)) this.#total -= reading.size
  }
}
