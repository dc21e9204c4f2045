import { AsyncLocalStorage } from 'node:async_hooks'

/** Milliseconds from a request's first statement to its deadline: it is answered within five seconds. */
const millisecondsOfRequest = 4_500

/** The database is there, and too slow for a request that somebody waits for. */
export class DatabaseTooSlow extends Error {
  readonly code = 'DATABASE_TOO_SLOW'

  constructor() {
    super('the database took too long')
  }
}

const current = new AsyncLocalStorage<Deadline | undefined>()

/** When a request must have its answer. It begins with the first thing that is waited for: what waits for nothing pays for no timer. */
export class Deadline {
  #controller: AbortController | undefined
  #timer: NodeJS.Timeout | undefined
  #passed: Promise<never> | undefined

  constructor(private readonly milliseconds = millisecondsOfRequest) {}

  /** Aborted when the deadline has passed, or nothing can come of the request any more. */
  get signal(): AbortSignal {
    return this.#started().signal
  }

  /** Does the work of a request. */
  run<Result>(work: () => Result): Result {
    return current.run(this, work)
  }

  /**
   * Waits no longer than the deadline; what was begun goes on.
   *
   * @throws DatabaseTooSlow, or why the request was aborted
   */
  wait<Result>(work: () => Promise<Result>): Promise<Result> {
    const { signal } = this.#started()
    if (signal.aborted) return Promise.reject(signal.reason as Error)
    this.#passed ??= new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)))
    return Promise.race([work(), this.#passed])
  }

  /** Nothing can come of the request any more: it changes nothing from now on. */
  abort(reason: Error): void {
    this.#started().abort(reason)
    this.end()
  }

  /** The request has had its answer. */
  end(): void {
    clearTimeout(this.#timer)
  }

  #started(): AbortController {
    if (this.#controller) return this.#controller
    this.#timer = setTimeout(() => this.abort(new DatabaseTooSlow()), this.milliseconds).unref()
    return (this.#controller = new AbortController())
  }
}

/** Waits for the database until the deadline of the request that this is a part of, or as long as it takes. */
export function untilDeadline<Result>(work: () => Promise<Result>): Promise<Result> {
  const deadline = current.getStore()
  return deadline ? deadline.wait(work) : work()
}

/** @throws DatabaseTooSlow when nobody waits any more; why the request was aborted */
export const checkDeadline = (): void => current.getStore()?.signal.throwIfAborted()

/** Where this fails, nothing can come of the request that this is a part of. */
export function abortWhereFails(work: Promise<unknown>): void {
  const deadline = current.getStore()
  work.catch((error: Error) => deadline?.abort(error))
}

/** Does work that no request waits for, whoever began it. */
export const withoutDeadline = <Result>(work: () => Result): Result => current.run(undefined, work)
