import type { EpochSeconds } from '#libs/time/epoch-seconds'
import { Clock } from '#platform/clock/clock'

/** A clock that runs on, or stands once it was stopped, and jumps ahead when told to. */
export class TestClock extends Clock {
  #ahead = 0
  #stoppedAt: EpochSeconds | undefined

  override milliseconds(): number {
    return (this.#stoppedAt === undefined ? super.milliseconds() : this.#stoppedAt * 1000) + this.#ahead * 1000
  }

  advance(seconds: number): void {
    this.#ahead += seconds
  }

  /** Stands still: at the present, unless told when. */
  stop(at: EpochSeconds = this.now()): this {
    this.#stoppedAt = at
    this.#ahead = 0
    return this
  }
}
