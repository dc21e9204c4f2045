import { Injectable } from '@nestjs/common'
import { enforces } from '#libs/checks/enforces'
import { Clients } from '#records/clients/clients.repository'
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
  constructor(
    private readonly clients: Clients,
    private readonly deliveries: LogoutDeliveries,
  ) {}

  async sessionsEnded(ended: readonly EndedSession[]): Promise<void> {
    for (const { clientIds, ...session } of ended)
      for (const clientId of clientIds) if (await this.#wantsToKnow(clientId)) await this.deliveries.add({ ...session, clientId })
  }

  async #wantsToKnow(clientId: string): Promise<boolean> {
    return (await this.clients.find(clientId))?.backchannelLogoutUri !== undefined
  }
}
