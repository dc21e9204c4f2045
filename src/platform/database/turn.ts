import { AsyncResource } from 'node:async_hooks'

type Outcome<Result> = { readonly result: Result } | { readonly error: unknown }

/** One unit's turn among others, and what it hears once all of them are committed, or none. */
export class Turn<Result = unknown> {
  readonly result: Promise<Result>
  /** Whether whoever asked goes on before the commit. */
  readonly isFollowed: boolean
  /** Where the work was asked for. */
  readonly #asker = new AsyncResource('unit of work')
  #outcome: Outcome<Result> | undefined
  #resolve!: (result: Result) => void
  #reject!: (error: unknown) => void

  constructor(
    private readonly work: () => Promise<Result>,
    { isFollowed = false } = {},
  ) {
    this.isFollowed = isFollowed
    this.result = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
  }

  /** Does the unit's work, in the context of whoever asked for it. */
  async take(): Promise<void> {
    this.#outcome = await this.#asker.runInAsyncScope(outcomeOf<Result>, undefined, this.work)
  }

  /** Tells the outcome: the unit's own, unless it is lost with the group's. */
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
