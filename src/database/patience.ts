import { AsyncLocalStorage } from 'node:async_hooks'

/** How long, in milliseconds, a request waits for the database in all: it is answered within five seconds. */
const patienceOfRequest = 4_500
/** So often, in milliseconds, it is looked who has waited for too long: a timer for each statement would cost more than the statement. */
const lookEvery = 50

interface Patience {
  left: number
}

const current = new AsyncLocalStorage<Patience | undefined>()
const waits = new Set<Wait>()
let looking: NodeJS.Timeout | undefined

/** The database is there, and too slow for a request that somebody waits for. */
export class DatabaseTooSlow extends Error {
  readonly code = 'DATABASE_TOO_SLOW'

  constructor() {
    super('the database took too long')
  }
}

/** Something that is waited for, until nobody waits any more. */
export class Wait {
  readonly #since = performance.now()
  #isOver = false
  #giveUp: () => void = () => undefined

  constructor(private readonly patience: Patience) {}

  /** Waits for the work, or for the patience to be used up. */
  async during<Result>(work: Promise<Result>): Promise<Result> {
    watch(this)
    try {
      return await this.#firstOf(work)
    } finally {
      waits.delete(this)
      this.patience.left -= performance.now() - this.#since
    }
  }

  /** Gives up where the patience is used up by now. */
  lookAt(now: number): void {
    if (now - this.#since < this.patience.left) return
    this.#isOver = true
    this.#giveUp()
  }

  /** @throws DatabaseTooSlow when nobody waits any more, so that nothing is changed that nobody hears of */
  check(): void {
    if (this.#isOver) throw new DatabaseTooSlow()
  }

  #firstOf<Result>(work: Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#giveUp = () => reject(new DatabaseTooSlow())
      work.then(resolve, reject)
    })
  }
}

const forever: Patience = Object.freeze({ left: Infinity })

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
  const patience = current.getStore()
  const wait = new Wait(patience ?? forever)
  return patience ? wait.during(work(wait)) : work(wait)
}

function watch(wait: Wait): void {
  waits.add(wait)
  looking ??= setInterval(look, lookEvery).unref()
}

function look(): void {
  const now = performance.now()
  for (const wait of waits) wait.lookAt(now)
  if (waits.size > 0) return
  clearInterval(looking)
  looking = undefined
}
