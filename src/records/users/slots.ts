/** Lets a bounded number in at a time, a bounded number wait, and turns the rest away. */
export class Slots {
  #free: number
  readonly #waiting: (() => void)[] = []

  constructor(
    slots: number,
    private readonly places: number,
    private readonly refusal: () => Error,
  ) {
    this.#free = slots
  }

  /** How many wait to be let in. */
  get waiting(): number {
    return this.#waiting.length
  }

  async use<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.#enter()
    try {
      return await work()
    } finally {
      this.#leave()
    }
  }

  async #enter(): Promise<void> {
    if (this.#free > 0) this.#free -= 1
    else if (this.#waiting.length >= this.places) throw this.refusal()
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }

  #leave(): void {
    const next = this.#waiting.shift()
    if (next) next()
    else this.#free += 1
  }
}
