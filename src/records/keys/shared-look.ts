/** Lets all who want to know something at the same moment share one look, which begins after they asked. */
export class SharedLook<Result> {
  #running: Promise<unknown> = Promise.resolve()
  #next: Promise<Result> | undefined

  constructor(private readonly look: () => Promise<Result>) {}

  take(): Promise<Result> {
    this.#next ??= this.#running.then(() => {
      this.#next = undefined
      const result = this.look()
      this.#running = result.catch(() => undefined)
      return result
    })
    return this.#next
  }
}
