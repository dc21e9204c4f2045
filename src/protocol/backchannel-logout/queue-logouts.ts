import { Injectable } from '@nestjs/common'
import { enforces } from '#libs/checks/enforces'
import { EndsWithSession } from '#records/sessions/ends-with-session'
import type { EndedSession, SessionEnd } from '#records/sessions/ends-with-session'
import { LogoutDeliveries } from './logout-deliveries.repository'

enforces('OIDCBCL-2.5')

/**
 * Writes down, with the end of a session, which clients are to be told of it. Nobody waits for that to happen.
 *
 * @see https://openid.net/specs/openid-connect-backchannel-1_0.html#BCRequest
 */
@Injectable()
@EndsWithSession()
export class QueueLogouts implements SessionEnd {
  constructor(private readonly deliveries: LogoutDeliveries) {}

  /** A client that no longer wants to be told is found out when it would be. */
  async sessionsEnded(ended: readonly EndedSession[]): Promise<void> {
    await this.deliveries.add(ended.flatMap(({ clientIds, ...session }) => clientIds.map((clientId) => ({ ...session, clientId }))))
  }
}
