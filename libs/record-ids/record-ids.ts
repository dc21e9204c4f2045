import { randomInt } from 'node:crypto'

const timeDigits = 15
const countDigits = 7
const nodeDigits = 10

/** What all ids of a time, and no earlier ones, are not less than. */
export const leastIdAt = (at: number): string => String(Math.max(0, Math.trunc(at))).padStart(timeDigits, '0')

/**
 * Makes ids that sort by time, those of one process in the order in which they were made. They are digits alone, so that every database
 * sorts them alike whatever its collation, and new rows go to the end of the index.
 */
export class RecordIds {
  readonly #node = String(randomInt(10 ** nodeDigits)).padStart(nodeDigits, '0')
  #count = 0

  /** @param at milliseconds since the epoch */
  next(at: number): string {
    this.#count = (this.#count + 1) % 10 ** countDigits
    return leastIdAt(at) + String(this.#count).padStart(countDigits, '0') + this.#node
  }
}
