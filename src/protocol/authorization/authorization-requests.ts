import { Injectable } from '@nestjs/common'
import { toAuthorization } from '#libs/authorization/authorization'
import { findResource } from '#libs/authorization/resource-identifier'
import type { AuthorizationParams } from '#libs/authorization-request/authorization-params'
import { checkAuthorizationRequest, checkRedirectTarget } from '#libs/authorization-request/check-authorization-request'
import { parseClaimsParameter, requestedSubjects } from '#libs/authorization-request/claims-request'
import type { ClaimsRequest } from '#libs/authorization-request/claims-request'
import { grantableScopes } from '#libs/authorization-request/grantable-scopes'
import { howToAnswer } from '#libs/authorization-request/how-to-answer'
import type { AuthorizationContext, Door } from '#libs/authorization-request/requirement'
import { toAuthorizationParams } from '#libs/authorization-request/to-authorization-params'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import { OAuthError } from '#libs/oauth-errors/oauth-error'
import { excerpt } from '#libs/oauth-params/excerpt'
import type { FormParams } from '#libs/oauth-params/form-params'
import { inSpan } from '#platform/tracing/span'
import { Events } from '#platform/events/events'
import { Clients } from '#records/clients/clients.repository'
import { ServerSettings } from '#platform/config/server-settings'
import type { Flow } from '#platform/events/flow'
import { PushedRequests, requestUriPrefix } from '#protocol/par/pushed-requests.repository'
import type { PushedRequest } from '#protocol/par/pushed-requests.repository'
import { Resources } from '#records/resources/resources.repository'
import { checkHintedClient } from '#protocol/token/check-hinted-client'
import { IdTokenHints } from '#protocol/token/id-token-hints'
import { AuthorizationResponder } from './authorization-responder'
import type { AnswerTarget, ProvenRequest, RequestReference } from './proven-request'
import { checkKnownClient, checkOneWay, checkRequestUri, checkSubjectsAgree } from './request-checks'
import { enforces } from '#libs/checks/enforces'

enforces('RFC9126-7.4')

/** What came in: the parameters, where they stand, and how they got here. */
interface ReceivedRequest {
  readonly door: Door
  readonly params: AuthorizationParams
  readonly reference: RequestReference
  readonly dpopJkt: string | undefined
  readonly flowId: string
}

/**
 * Proves authorization requests, when they come in and each time the person's browser comes back: the client, its redirect URIs and scopes
 * may have changed since.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.1
 * @see https://www.rfc-editor.org/rfc/rfc9126#section-4
 * @throws OAuthError what must be told on a page of our own
 * @throws PresentedRefusal what may be told to the client
 */
@Injectable()
export class AuthorizationRequests {
  constructor(
    private readonly clients: Clients,
    private readonly pushedRequests: PushedRequests,
    private readonly resources: Resources,
    private readonly idTokenHints: IdTokenHints,
    private readonly responder: AuthorizationResponder,
    private readonly server: ServerSettings,
    private readonly events: Events,
  ) {}

  /** A request as it comes to the authorization endpoint: by reference, or by value. */
  async open(query: FormParams, flow: Flow): Promise<ProvenRequest> {
    const params = toAuthorizationParams(query)
    const client = await this.#client(params.client_id)
    return this.#naming(client, () => this.#openAs(client, params, flow))
  }

  async #openAs(client: RegisteredClient, params: AuthorizationParams, flow: Flow): Promise<ProvenRequest> {
    const requestUri = params.request_uri
    checkOneWay(params)
    if (requestUri?.startsWith(requestUriPrefix))
      return this.#open(client, pushed(await this.pushedRequests.findOpen(requestUri), client, flow))
    return this.#open(client, { door: 'authorize', params, reference: { params }, dpopJkt: params.dpop_jkt, flowId: flow.id })
  }

  async #open(client: RegisteredClient, received: ReceivedRequest): Promise<ProvenRequest> {
    const proven = await this.#prove(client, received)
    const { params, scopes, target } = proven
    const asked = { scope: scopes.join(' '), redirectUri: target.redirectUri, prompt: params.prompt }
    const { unknown } = grantableScopes(params, client)
    const ignoredScope = unknown.length === 0 ? undefined : excerpt(unknown.join(' '))
    this.events.note('request.opened', { clientId: client.clientId, door: received.door, ...asked, ignoredScope })
    return proven
  }

  /** A request that was opened before. */
  async resume(reference: RequestReference, clientId: string, flow: Flow): Promise<ProvenRequest> {
    const client = await this.#client(clientId)
    return this.#naming(client, () => this.#resumeAs(client, reference, flow))
  }

  async #resumeAs(client: RegisteredClient, reference: RequestReference, flow: Flow): Promise<ProvenRequest> {
    if ('pushed' in reference) return this.#prove(client, pushed(await this.pushedRequests.findOpened(reference.pushed), client, flow))
    const { params } = reference
    return this.#prove(client, { door: 'authorize', params, reference, dpopJkt: params.dpop_jkt, flowId: flow.id })
  }

  /** Says whose request it is that is refused. */
  async #naming<Result>(client: RegisteredClient, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work()
    } catch (error) {
      this.events.note('client.named', { clientId: client.clientId })
      throw error
    }
  }

  async #client(clientId: string | undefined): Promise<RegisteredClient> {
    return checkKnownClient(clientId, clientId === undefined ? undefined : await this.clients.find(clientId))
  }

  async #prove(client: RegisteredClient, received: ReceivedRequest): Promise<ProvenRequest> {
    const { params, dpopJkt } = received
    const proof = dpopJkt === undefined ? {} : { proof: { jkt: dpopJkt } }
    const context = { client, issuer: this.server.issuer, resources: await this.resources.all(), ...proof }
    checkRedirectTarget(params, context)
    const target = toTarget(params)
    try {
      return await this.#proveRest(received, context, target)
    } catch (error) {
      throw error instanceof OAuthError ? this.responder.toRedirect(target, error) : error
    }
  }

  async #proveRest(
    { door, params, ...received }: ReceivedRequest,
    context: AuthorizationContext,
    target: AnswerTarget,
  ): Promise<ProvenRequest> {
    inSpan('authorization request checks', () => checkAuthorizationRequest(door, params, context))
    const { client, resources, issuer } = context
    const { scopes } = grantableScopes(params, client)
    return {
      ...received,
      client,
      params,
      target,
      scopes,
      authorization: toAuthorization({ scopes, requested: resourcesOf(params, context), resources, issuer }),
      prompts: new Set(params.prompt?.split(' ').filter(Boolean)),
      claims: claimsOf(params),
      subjects: await this.#subjects(params, client),
    }
  }

  async #subjects(params: AuthorizationParams, client: RegisteredClient): Promise<readonly string[] | undefined> {
    const requested = requestedSubjects(claimsOf(params))
    if (params.id_token_hint === undefined) return requested
    const { sub, clientId } = await this.idTokenHints.read(params.id_token_hint)
    checkHintedClient(clientId, client)
    return checkSubjectsAgree(sub, requested)
  }
}

const claimsOf = ({ claims }: AuthorizationParams): ClaimsRequest | undefined =>
  claims === undefined ? undefined : parseClaimsParameter(claims)

const pushed = (request: PushedRequest | undefined, client: RegisteredClient, flow: Flow): ReceivedRequest => {
  if (request) flow.adopt(request.flowId)
  const { digest, params, dpopJkt, flowId } = checkRequestUri(request, client)
  return { door: 'par', params, reference: { pushed: digest }, dpopJkt, flowId }
}

const toTarget = (params: AuthorizationParams): AnswerTarget => {
  const { response_mode: responseMode = 'query', state } = howToAnswer(params)
  return { redirectUri: params.redirect_uri ?? '', responseMode, state }
}

/** As the operator spells them. */
const resourcesOf = ({ resource = [] }: AuthorizationParams, { resources, issuer }: AuthorizationContext): readonly string[] =>
  resource.map((one) => findResource(one, [issuer, ...resources.keys()])).filter((found) => found !== undefined)
