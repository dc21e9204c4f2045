import { randomInt } from 'node:crypto'

const timeDigits = 15

/** How many digits an id has for what tells those of one millisecond apart, beside fifteen for the time. */
export interface IdShape {
  /** Which of the process's own it is. */
  readonly count: number
  /** Which process made it. */
  readonly process: number
}

const usualShape: IdShape = { count: 7, process: 10 }

/** What all ids of a time, and no earlier ones, are not less than. */
export const leastIdAt = (at: number): string => String(Math.max(0, Math.trunc(at))).padStart(timeDigits, '0')

/**
 * Makes ids that sort by time, those of one process in the order in which they were made. They are digits alone, so that every database
 * sorts them alike whatever its collation, and new rows go to the end of the index.
 */
export class RecordIds {
  readonly #process: string
  #count = 0

  constructor(private readonly shape: IdShape = usualShape) {
    this.#process = String(randomInt(10 ** shape.process)).padStart(shape.process, '0')
  }

  /** @param at milliseconds since the epoch */
  next(at: number): string {
    this.#count = (this.#count + 1) % 10 ** this.shape.count
    return leastIdAt(at) + String(this.#count).padStart(this.shape.count, '0') + this.#process
  }
}
