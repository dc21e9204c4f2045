import { DiscoveryService } from '@nestjs/core'

/** A session that has just ended, and the clients that are to hear of it. */
export interface EndedSession {
  readonly sid: string
  readonly sub: string
  readonly clientIds: readonly string[]
  /** The flow in which the person logged in. */
  readonly flowId: string
}

/** A feature that has something to do when sessions end. */
export interface SessionEnd {
  /** Called within the unit that ends them: what it writes is written with the end, or neither is. */
  sessionsEnded(ended: readonly EndedSession[]): Promise<void>
}

/** Has a provider take part in the end of every session. */
export const EndsWithSession = DiscoveryService.createDecorator<void>()
