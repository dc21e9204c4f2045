import { networkFactors } from '#libs/ip-address/rate-key'
import { LRUCache } from 'lru-cache'

/** Networks that are remembered at a time; one that is forgotten begins anew. */
const networksRemembered = 20_000

interface Window {
  left: number
  readonly endsAt: number
}

/** How many requests that nobody answers for are remembered of one address, and of its networks, in a window of time; beyond that they are counted alone. */
export class FlowBudget {
  readonly #windows = new LRUCache<string, Window>({ max: networksRemembered })
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
   * Spends one of the budget of each network; false when one of them has none left.
   *
   * @param networks of an address, the smallest first, as rateKeys() names them
   * @param at milliseconds since the epoch
   */
  spend(networks: readonly string[], at: number): boolean {
    const windows = networks.map((network, index) => this.#windowOf(network, this.perWindow * (networkFactors[index] ?? 1), at))
    if (windows.some(({ left }) => left === 0)) {
      this.#refused += 1
      return false
    }
    for (const window of windows) window.left -= 1
    return true
  }

  #windowOf(network: string, left: number, at: number): Window {
    const known = this.#windows.get(network)
    if (known && known.endsAt > at) return known
    const window = { left, endsAt: at + this.windowSeconds * 1000 }
    this.#windows.set(network, window)
    return window
  }
}
