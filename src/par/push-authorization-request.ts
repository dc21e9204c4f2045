import { Injectable } from '@nestjs/common'
import { checkAuthorizationRequest } from '#libs/authorization-request/check-authorization-request'
import { toAuthorizationParams } from '#libs/authorization-request/to-authorization-params'
import { defineCheck } from '#libs/checks/define-check'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import type { DpopProof } from '#libs/dpop-proof/dpop-proof'
import { tooManyRequests } from '#libs/oauth-errors/factories'
import type { FormParams } from '#libs/oauth-params/form-params'
import { LimitSettings } from '../config/limit-settings'
import { ServerSettings } from '../config/server-settings'
import type { Flow } from '../http/flow'
import { Resources } from '../resources/resources.repository'
import { PushedRequests } from './pushed-requests.repository'

/** RFC 9126 §2.2, on the wire. */
export interface PushedAuthorizationResponse {
  readonly request_uri: string
  readonly expires_in: number
}

const checkOutstanding = defineCheck({
  name: 'outstanding-pushed-requests',
  clauses: ['RFC9126-2.3', 'SEC-172'],
  hint: 'Open the pushed requests, or let them expire, before pushing more.',
  check(isFull: boolean, retryAfterSeconds: number) {
    if (isFull) throw tooManyRequests('too many pushed requests of this client are waiting', retryAfterSeconds)
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
    private readonly limits: LimitSettings,
    private readonly server: ServerSettings,
  ) {}

  async execute(form: FormParams, client: RegisteredClient, flow: Flow, proof?: DpopProof): Promise<PushedAuthorizationResponse> {
    const params = toAuthorizationParams(form)
    const resources = await this.resources.all()
    checkAuthorizationRequest('par', params, { client, resources, issuer: this.server.issuer, ...(proof && { proof }) })
    await this.#checkOutstanding(client.clientId)
    const dpopJkt = proof?.jkt ?? params.dpop_jkt
    const saved = await this.pushedRequests.save({ clientId: client.clientId, params, dpopJkt, flowId: flow.id })
    return { request_uri: saved.requestUri, expires_in: saved.expiresInSeconds }
  }

  async #checkOutstanding(clientId: string): Promise<void> {
    const { enabled, pushedRequests } = this.limits
    if (enabled) checkOutstanding(await this.pushedRequests.isFull(clientId, pushedRequests), 30)
  }
}
