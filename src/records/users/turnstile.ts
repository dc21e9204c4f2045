/** Lets one piece of work in at a time, in the order of arrival. */
export class Turnstile {
  #last: Promise<unknown> = Promise.resolve()

  pass<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(work, work)
    this.#last = turn.catch(() => undefined)
    return turn
  }
}
