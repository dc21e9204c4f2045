import { AsyncLocalStorage } from 'node:async_hooks'
import { Bag, notInBag } from '#libs/bag/bag'
import type { InBag } from '#libs/bag/bag'

/** How long, in milliseconds, a request waits for the database in all: it is answered within five seconds. */
const patienceOfRequest = 4_500
/** So often, in milliseconds, it is looked who has waited for too long: a timer for each statement would cost more than the statement. */
const lookEvery = 50

/** Milliseconds; what is asked at the same time is waited for once. */
interface Patience {
  left: number
  waiting: number
  since: number
  /** Why nothing can come of the request any more. */
  failure?: Error
}

const current = new AsyncLocalStorage<Patience | undefined>()
const waits = new Bag<Wait>()
let looking: NodeJS.Timeout | undefined

/** The database is there, and too slow for a request that somebody waits for. */
export class DatabaseTooSlow extends Error {
  readonly code = 'DATABASE_TOO_SLOW'

  constructor() {
    super('the database took too long')
  }
}

/** Something that is waited for, until nobody waits any more. */
export class Wait implements InBag {
  place = notInBag
  #isOver = false
  #giveUp: (error: Error) => void = () => undefined

  constructor(private readonly patience: Patience) {}

  /** Does the work and waits for it, or for the patience to be used up. */
  for<Result>(work: (wait: Wait) => Promise<Result>): Promise<Result> {
    begun(this.patience)
    watch(this)
    return new Promise((resolve, reject) => {
      this.#giveUp = reject
      work(this).then(
        (result) => resolve(this.#ended(result)),
        (error: Error) => reject(this.#ended(error)),
      )
    })
  }

  /** Gives up where the patience is used up by now. */
  lookAt(now: number): void {
    if (now - this.patience.since < this.patience.left) return
    this.#isOver = true
    this.#giveUp(this.#ended(new DatabaseTooSlow()))
  }

  /**
   * @throws DatabaseTooSlow when nobody waits any more, so that nothing is changed that nobody hears of
   * @throws Error what was written before could not be kept
   */
  check(): void {
    if (this.patience.failure) throw this.patience.failure
    if (this.#isOver) throw new DatabaseTooSlow()
  }

  #ended<Outcome>(outcome: Outcome): Outcome {
    if (waits.remove(this)) ended(this.patience)
    return outcome
  }
}

const forever: Patience = Object.freeze({ left: Infinity, waiting: 0, since: 0 })

/** Does the work of a request: all that it asks of the database together may take so long, and no longer. */
export function withPatience<Result>(work: () => Result, milliseconds = patienceOfRequest): Result {
  return current.run({ left: milliseconds, waiting: 0, since: 0 }, work)
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
export function patiently<Result>(work: (wait: Wait) => Promise<Result>): Promise<Result> {
  const patience = current.getStore()
  return patience ? new Wait(patience).for(work) : work(new Wait(forever))
}

/** What the request changes from now on rests on this: where it fails, nothing is changed any more. */
export function restOn(kept: Promise<unknown>): Promise<unknown> {
  const patience = current.getStore()
  const waited = patiently(() => kept)
  waited.catch((error: Error) => {
    if (patience) patience.failure = error
  })
  return waited
}

function begun(patience: Patience): void {
  if (patience.waiting === 0) patience.since = performance.now()
  patience.waiting += 1
}

function ended(patience: Patience): void {
  patience.waiting -= 1
  if (patience.waiting === 0) patience.left -= performance.now() - patience.since
}

function watch(wait: Wait): void {
  waits.add(wait)
  looking ??= setInterval(look, lookEvery).unref()
}

function look(): void {
  const now = performance.now()
  for (const wait of waits.all()) wait.lookAt(now)
  if (waits.size > 0) return
  clearInterval(looking)
  looking = undefined
}
