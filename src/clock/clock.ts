import { Injectable } from '@nestjs/common'
import type { EpochSeconds } from '#libs/time/epoch-seconds'

/** The one source of the present: everything with a lifetime asks it. */
@Injectable()
export class Clock {
  now(): EpochSeconds {
    return Math.floor(Date.now() / 1000)
  }
}
