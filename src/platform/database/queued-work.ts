import { AsyncResource } from 'node:async_hooks'

type Outcome<Result> = { readonly result: Result } | { readonly error: unknown }

/** Work that waits for its turn on SQLite's connection, and hears once all of its group is committed, or none. */
export class QueuedWork<Result = unknown> {
  readonly result: Promise<Result>
  /** The context of whoever asked for it: it is done there. As a bound function it would keep requests from being collected as garbage. */
  readonly #asker = new AsyncResource('queued work')
  #outcome: Outcome<Result> | undefined
  #resolve!: (result: Result) => void
  #reject!: (error: unknown) => void

  /** @param isMark whether it is answered before the commit */
  constructor(
    private readonly work: () => Promise<Result>,
    readonly isMark = false,
  ) {
    this.result = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
  }

  async run(): Promise<void> {
    this.#outcome = await this.#asker.runInAsyncScope(outcomeOf<Result>, undefined, this.work)
  }

  /** Tells the outcome: its own, unless that is lost with the group's. */
  settle(groupError?: unknown): void {
    if (this.#outcome && 'error' in this.#outcome) this.#reject(this.#outcome.error)
    else if (this.#outcome && groupError === undefined) this.#resolve(this.#outcome.result)
    else this.#reject(groupError)
  }
}

async function outcomeOf<Result>(work: () => Promise<Result>): Promise<Outcome<Result>> {
  try {
    return { result: await work() }
  } catch (error) {
    return { error }
  }
}
