import { Injectable } from '@nestjs/common'
import type { AuthorizationParams } from '#libs/authorization-request/authorization-params'
import { checkAuthorizationRequest } from '#libs/authorization-request/check-authorization-request'
import { toAuthorizationParams } from '#libs/authorization-request/to-authorization-params'
import { defineCheck } from '#libs/checks/define-check'
import { enforces } from '#libs/checks/enforces'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import type { DpopProof } from '#libs/dpop-proof/dpop-proof'
import { tooManyRequests } from '#libs/oauth-errors/factories'
import type { FormParams } from '#libs/oauth-params/form-params'
import { inSpan } from '#platform/tracing/span'
import { Events } from '#platform/events/events'
import { Attempts } from '#records/attempts/attempts'
import { limitsOfNetworks } from '#records/attempts/network-limits'
import { LimitSettings } from '#platform/config/limit-settings'
import { ServerSettings } from '#platform/config/server-settings'
import type { Flow } from '#platform/events/flow'
import { Resources } from '#records/resources/resources.repository'
import { checkHintedClient } from '#protocol/token/check-hinted-client'
import { IdTokenHints } from '#protocol/token/id-token-hints'
import { PushedRequests } from './pushed-requests.repository'

enforces('RFC9126-2.1', 'RFC9126-2.2', 'FAPI2-SP-FINAL-5.3.2.2-2')

/** RFC 9126 §2.2, on the wire. */
export interface PushedAuthorizationResponse {
  readonly request_uri: string
  readonly expires_in: number
}

/** Who pushes, and from where. */
export interface Pusher {
  readonly client: RegisteredClient
  /** The networks that the address lies in, the smallest first. */
  readonly networks: readonly string[]
}

const retryAfterSeconds = 30
/** A public client's pushed requests in that time from one address. */
const pushesPerAddress = 50

const checkOutstanding = defineCheck({
  name: 'outstanding-pushed-requests',
  clauses: ['RFC9126-2.3', 'SEC-172'],
  hint: 'Open the pushed requests, or let them expire, before pushing more.',
  check(isFull: boolean, seconds: number) {
    if (isFull) throw tooManyRequests('too many pushed requests of this client are waiting', seconds)
  },
})

/**
 * Accepts an authorization request by the back channel and hands out a reference to it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9126#section-2.1 — step 1, client authentication, is ClientAuthGuard's
 * @throws OAuthError what the failed check says
 */
@Injectable()
export class PushAuthorizationRequest {
  constructor(
    private readonly pushedRequests: PushedRequests,
    private readonly resources: Resources,
    private readonly idTokenHints: IdTokenHints,
    private readonly attempts: Attempts,
    private readonly limits: LimitSettings,
    private readonly server: ServerSettings,
    private readonly events: Events,
  ) {}

  async execute(form: FormParams, { client, networks }: Pusher, flow: Flow, proof?: DpopProof): Promise<PushedAuthorizationResponse> {
    const params = toAuthorizationParams(form)
    const resources = await this.resources.all()
    const context = { client, resources, issuer: this.server.issuer, ...(proof && { proof }) }
    inSpan('authorization request checks', () => checkAuthorizationRequest('par', params, context))
    await this.#checkHint(params, client)
    await (client.isPublic ? this.#countPush(client, networks) : this.#checkOutstanding(client))
    const dpopJkt = proof?.jkt ?? params.dpop_jkt
    const saved = await this.pushedRequests.save({ clientId: client.clientId, params, dpopJkt, flowId: flow.id })
    this.#tell(params, client, saved.expiresInSeconds)
    return { request_uri: saved.requestUri, expires_in: saved.expiresInSeconds }
  }

  #tell(
    { scope = '', redirect_uri: redirectUri = '' }: AuthorizationParams,
    { clientId }: RegisteredClient,
    expiresInSeconds: number,
  ): void {
    this.events.note('request.pushed', { clientId, scope, redirectUri, expiresInSeconds })
  }

  /** What would be refused when the request is opened is refused now (RFC 9126 §2.1). */
  async #checkHint({ id_token_hint: hint }: AuthorizationParams, client: RegisteredClient): Promise<void> {
    if (hint !== undefined) checkHintedClient((await this.idTokenHints.read(hint)).clientId, client)
  }

  async #checkOutstanding({ clientId }: RegisteredClient): Promise<void> {
    const { enabled, pushedRequests } = this.limits
    if (enabled) checkOutstanding(await this.pushedRequests.isFull(clientId, pushedRequests), retryAfterSeconds)
  }

  /** Anybody can push in the name of a public client: nobody may fill its room for others. */
  async #countPush({ clientId }: RegisteredClient, networks: readonly string[]): Promise<void> {
    const limit = { failures: pushesPerAddress, windowSeconds: retryAfterSeconds }
    await this.attempts.fail(limitsOfNetworks(networks, ['push', clientId], limit))
  }
}
