import { Injectable } from '@nestjs/common'
import type { EpochSeconds } from '#libs/time/epoch-seconds'

/** The one source of the present: everything with a lifetime asks it. */
@Injectable()
export class Clock {
  now(): EpochSeconds {
    return Math.floor(this.milliseconds() / 1000)
  }

  /** For the times of events; whatever has a lifetime asks for seconds. */
  milliseconds(): number {
    return Date.now()
  }
}
