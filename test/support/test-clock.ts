import type { EpochSeconds } from '#libs/time/epoch-seconds'
import { Clock } from '../../src/clock/clock'

/** A clock that runs on, and jumps ahead when told to. */
export class TestClock extends Clock {
  #ahead = 0

  override now(): EpochSeconds {
    return super.now() + this.#ahead
  }

  advance(seconds: number): void {
    this.#ahead += seconds
  }
}
