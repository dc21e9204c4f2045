/** Something that cannot be carried over; the message says why. */
export class LeftOut extends Error {}

/** What could not be carried over, in the order in which it was met: each with what it is of and why. */
export class Notes {
  readonly #lines: string[] = []

  add(place: string, what: string): void {
    this.#lines.push(`${place}: ${what}`)
  }

  /** What is converted, as a list of one, or an empty one and a note. */
  attempt<Result>(place: string, convert: () => Result): readonly Result[] {
    try {
      return [convert()]
    } catch (error) {
      if (!(error instanceof LeftOut)) throw error
      this.add(place, `was left out: ${error.message}`)
      return []
    }
  }

  get lines(): readonly string[] {
    return this.#lines
  }
}
