import { AsyncLocalStorage } from 'node:async_hooks'

/** How long, in milliseconds, a request waits for the database in all: it is answered within five seconds. */
const patienceOfRequest = 4_500

interface Patience {
  left: number
}

const current = new AsyncLocalStorage<Patience | undefined>()

/** The database is there, and too slow for a request that somebody waits for. */
export class DatabaseTooSlow extends Error {
  readonly code = 'DATABASE_TOO_SLOW'

  constructor() {
    super('the database took too long')
  }
}

/** Something that is waited for, until nobody waits any more. */
export class Wait {
  #isOver = false

  giveUp(): void {
    this.#isOver = true
  }

  /** @throws DatabaseTooSlow when nobody waits any more, so that nothing is changed that nobody hears of */
  check(): void {
    if (this.#isOver) throw new DatabaseTooSlow()
  }
}

/** Does the work of a request: all that it asks of the database together may take so long, and no longer. */
export function withPatience<Result>(work: () => Result, milliseconds = patienceOfRequest): Result {
  return current.run({ left: milliseconds }, work)
}

/** Does work that nobody waits for, whoever began it. */
export function unhurried<Result>(work: () => Result): Result {
  return current.run(undefined, work)
}

/**
 * Waits for the database as long as the request has patience left.
 *
 * @param work gets the wait, and checks it before it changes anything for good
 * @throws DatabaseTooSlow
 */
export async function patiently<Result>(work: (wait: Wait) => Promise<Result>): Promise<Result> {
  const [patience, wait] = [current.getStore(), new Wait()]
  if (!patience) return work(wait)
  const since = performance.now()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      wait.giveUp()
      reject(new DatabaseTooSlow())
    }, patience.left)
  })
  return Promise.race([work(wait), late]).finally(() => {
    clearTimeout(timer)
    patience.left = Math.max(0, patience.left - (performance.now() - since))
  })
}
