import { Injectable, Logger } from '@nestjs/common'
import { enforces } from '#libs/checks/enforces'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import { toLogoutTokenClaims } from '#libs/token-claims/logout-token-claims'
import { inTrace } from '#platform/tracing/span'
import { Clients } from '#records/clients/clients.repository'
import { Events } from '#platform/events/events'
import { Clock } from '#platform/clock/clock'
import { ServerSettings } from '#platform/config/server-settings'
import { SigningKeys } from '#records/keys/signing-keys'
import { OutboundClient } from '#platform/outbound/outbound-client'
import { explainFailure, OutboundError } from '#platform/outbound/outbound-error'
import type { OutboundFailure } from '#platform/outbound/outbound-error'
import { LogoutDeliveries } from './logout-deliveries.repository'
import { retryDelay } from './logout-delivery'
import type { LogoutDelivery, LogoutOutcome } from './logout-delivery'

enforces('OIDCBCL-2.5', 'OIDCBCL-2.8')

/**
 * Tells one client of one ended session: a fresh logout token each time, with the same jti.
 *
 * @see https://openid.net/specs/openid-connect-backchannel-1_0.html#BCRequest
 */
@Injectable()
export class DeliverLogout {
  readonly #logger = new Logger('BackchannelLogout')

  constructor(
    private readonly deliveries: LogoutDeliveries,
    private readonly clients: Clients,
    private readonly signingKeys: SigningKeys,
    private readonly outbound: OutboundClient,
    private readonly clock: Clock,
    private readonly server: ServerSettings,
    private readonly events: Events,
  ) {}

  /** @returns whether the client answered in time, whatever it said */
  async execute(delivery: LogoutDelivery): Promise<boolean> {
    const work = () => this.events.within(delivery.flowId, 'back-channel logout', () => this.#deliver(delivery))
    return inTrace('back-channel logout', work, { 'aldgate.flow': delivery.flowId })
  }

  async #deliver(delivery: LogoutDelivery): Promise<boolean> {
    const client = await this.clients.find(delivery.clientId)
    const uri = client?.backchannelLogoutUri
    const answer = client && uri !== undefined ? await this.#post(uri, await this.#token(client, delivery)) : undefined
    await this.#take(delivery, answer)
    return answer !== 'timeout'
  }

  async #take(delivery: LogoutDelivery, answer: number | OutboundFailure | undefined): Promise<void> {
    if (answer === undefined) return this.#finish(delivery, 'nobody there')
    if (answer === 200 || answer === 204) return this.#finish(delivery, 'delivered')
    if (answer === 400) return this.#refused(delivery)
    return this.#failed(delivery, typeof answer === 'number' ? `status ${answer}` : explainFailure(answer))
  }

  #token(client: RegisteredClient, { sub, sid, jti }: LogoutDelivery): Promise<string> {
    const facts = { issuer: this.server.issuer, clientId: client.clientId, sub, sid, jti, now: this.clock.now() }
    return this.signingKeys.sign(client.idTokenAlgorithm, 'logout+jwt', toLogoutTokenClaims(facts))
  }

  /** The status of the answer, or why there was none. */
  async #post(uri: string, token: string): Promise<number | OutboundFailure> {
    try {
      return await this.outbound.postForm(uri, new URLSearchParams({ logout_token: token }))
    } catch (error) {
      if (error instanceof OutboundError) return error.reason
      throw error
    }
  }

  async #refused(delivery: LogoutDelivery): Promise<void> {
    this.#logger.warn(toLine(delivery), 'A client refused the news that a session has ended; it is not told again')
    await this.#finish(delivery, 'refused')
  }

  async #failed(delivery: LogoutDelivery, reason: string): Promise<void> {
    const seconds = retryDelay(delivery.attempts)
    const line = { ...toLine(delivery), reason }
    if (seconds === undefined) {
      this.#logger.warn(line, 'A client could not be told that a session has ended; this was the last try')
      return this.#finish(delivery, 'given up', reason)
    }
    this.#logger.debug({ ...line, seconds }, 'A client could not be told that a session has ended; it is tried again')
    this.events.note('logout.told', { clientId: delivery.clientId, outcome: `tried again in ${seconds} s`, reason })
    return this.deliveries.retryIn(seconds, delivery)
  }

  async #finish(delivery: LogoutDelivery, outcome: LogoutOutcome, reason?: string): Promise<void> {
    this.events.note('logout.told', { clientId: delivery.clientId, outcome, reason })
    await this.deliveries.finish(delivery, outcome)
  }
}

const toLine = ({ clientId, jti, sid, attempts, flowId }: LogoutDelivery) => ({ clientId, jti, sid, attempts, flowId })
