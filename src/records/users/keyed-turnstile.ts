import { Turnstile } from './turnstile'

/** A turnstile for each key, as long as somebody stands at it; a bounded number may, and the rest is turned away. */
export class KeyedTurnstile {
  readonly #turnstiles = new Map<string, { readonly turnstile: Turnstile; standing: number }>()

  constructor(
    private readonly places: number,
    private readonly refusal: () => Error,
  ) {}

  async pass<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const entry = this.#turnstiles.get(key) ?? { turnstile: new Turnstile(), standing: 0 }
    if (entry.standing >= this.places) throw this.refusal()
    this.#turnstiles.set(key, entry)
    entry.standing += 1
    try {
      return await entry.turnstile.pass(work)
    } finally {
      entry.standing -= 1
      if (entry.standing === 0) this.#turnstiles.delete(key)
    }
  }
}
