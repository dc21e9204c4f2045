import { LRUCache } from 'lru-cache'

/** Addresses that are remembered at a time; one that is forgotten begins anew. */
const addresses = 20_000

interface Window {
  left: number
  readonly endsAt: number
}

/** How many requests that nobody answers for are remembered of one address in a window of time; beyond that they are counted alone. */
export class FlowBudget {
  readonly #windows = new LRUCache<string, Window>({ max: addresses })
  #refused = 0

  constructor(
    private readonly perWindow: number,
    private readonly windowSeconds: number,
  ) {}

  /** Requests beyond the budget, since the start. */
  get refused(): number {
    return this.#refused
  }

  /**
   * Spends one of the address's budget; false when there is none left.
   *
   * @param at milliseconds since the epoch
   */
  spend(address: string, at: number): boolean {
    const window = this.#windowOf(address, at)
    if (window.left === 0) {
      this.#refused += 1
      return false
    }
    window.left -= 1
    return true
  }

  #windowOf(address: string, at: number): Window {
    const known = this.#windows.get(address)
    if (known && known.endsAt > at) return known
    const window = { left: this.perWindow, endsAt: at + this.windowSeconds * 1000 }
    this.#windows.set(address, window)
    return window
  }
}
