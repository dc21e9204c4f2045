import { Injectable } from '@nestjs/common'
import type { Request, Response } from 'express'
import { enforces } from '#libs/checks/enforces'
import { OAuthError } from '#libs/oauth-errors/oauth-error'
import { newTimedId } from '#libs/opaque-token/timed-id'
import { Events } from '#platform/events/events'
import { AuthorizationRequests } from '#protocol/authorization/authorization-requests'
import { AuthorizationResponder } from '#protocol/authorization/authorization-responder'
import type { ProvenRequest } from '#protocol/authorization/proven-request'
import { TakesUpAuthorization } from '#protocol/authorization/takes-up-authorization'
import type { AuthorizationTaker } from '#protocol/authorization/takes-up-authorization'
import { Clock } from '#platform/clock/clock'
import { LifetimeSettings } from '#platform/config/lifetime-settings'
import { BrowserCookie } from '#platform/http/browser-cookie'
import { flowOf } from '#platform/http/flow'
import { preferLanguage } from '#platform/http/languages/language-preference'
import { Sessions } from '#records/sessions/sessions.repository'
import { checkRequestedAcr } from './check-requested-acr'
import { CompleteAuthorization } from './complete-authorization'
import { CurrentPerson } from '#records/sessions/current-person'
import type { SignedIn } from '#records/sessions/current-person'
import type { Interaction } from './interaction'
import { InteractionHandles } from './interaction-handles'
import type { Exchange } from '#platform/http/exchange'
import { leadTo } from '#platform/http/lead-to'
import type { InteractionState } from './interaction-state'
import type { InteractionStep } from './steps/interaction-step'
import { InteractionSteps } from './steps/interaction-steps'
import { WaysOn } from './ways-on'

enforces('FAPI2-SP-FINAL-5.3.2.2-10', 'FAPI2-SP-FINAL-5.3.2.2-11', 'RFC9700-4.12')

/** Sees a person through from the authorization request to the answer: what is still to be asked is asked, step by step. */
@Injectable()
@TakesUpAuthorization()
export class Interactions implements AuthorizationTaker {
  constructor(
    private readonly steps: InteractionSteps,
    private readonly handles: InteractionHandles,
    private readonly browserCookie: BrowserCookie,
    private readonly currentPerson: CurrentPerson,
    private readonly authorizationRequests: AuthorizationRequests,
    private readonly completeAuthorization: CompleteAuthorization,
    private readonly responder: AuthorizationResponder,
    private readonly sessions: Sessions,
    private readonly waysOn: WaysOn,
    private readonly clock: Clock,
    private readonly lifetimes: LifetimeSettings,
    private readonly events: Events,
  ) {}

  async takeUp(proven: ProvenRequest, request: Request, response: Response): Promise<void> {
    const interaction = this.#begin(proven, this.browserCookie.ensure(request, response))
    preferLanguage(request, { uiLocales: proven.params.ui_locales })
    this.waysOn.offer(proven.client, request)
    this.#toClient(proven, () => this.handles.checkRoom(interaction))
    const signedIn = await this.currentPerson.find(request)
    if (signedIn) this.events.note('session.found', { sub: signedIn.user.sub, username: signedIn.user.username })
    await this.advance({ interaction, proven, signedIn }, response, 'show')
  }

  async offerWayOn(clientId: string, request: Request): Promise<void> {
    await this.waysOn.offerTo(clientId, request)
  }

  /**
   * The interaction that a page or form belongs to, as things stand now.
   *
   * @throws OAuthError invalid_request, invalid_request_uri
   */
  async resume(handle: string | undefined, { request }: Exchange): Promise<InteractionState> {
    const interaction = this.handles.open(handle, this.browserCookie.read(request))
    flowOf(request).adopt(interaction.flowId)
    preferLanguage(request, { chosen: interaction.language })
    const proven = await this.#prove(interaction, request)
    return { interaction, proven, signedIn: await this.currentPerson.find(request) }
  }

  async #prove(interaction: Interaction, request: Request): Promise<ProvenRequest> {
    try {
      this.handles.checkLives(interaction)
      const proven = await this.authorizationRequests.resume(interaction.request, interaction.clientId, flowOf(request))
      preferLanguage(request, { uiLocales: proven.params.ui_locales })
      this.waysOn.offer(proven.client, request)
      return proven
    } catch (error) {
      await this.waysOn.offerTo(interaction.clientId, request)
      throw error
    }
  }

  /** Asks what is next, or answers. After a form, a page is not shown but led to, so that going back or reloading does no harm. */
  async advance(state: InteractionState, response: Response, next: 'show' | 'lead'): Promise<void> {
    const step = await this.findNeeded(state)
    if (!step) await this.complete(state, response, false)
    else if (state.proven.prompts.has('none')) throw this.responder.toRedirect(state.proven.target, await step.refusal(state))
    else if (next === 'show') await step.show(state, response)
    else this.#leadTo(state.interaction, response)
  }

  /** The first step that is still to be done. */
  async findNeeded(state: InteractionState): Promise<InteractionStep | undefined> {
    for (const step of this.steps.all) if (await step.isNeeded(state)) return step
    return undefined
  }

  /** Answers with a code. Where the session has ended meanwhile, or the consent was withdrawn, the person is asked again. */
  async complete(state: InteractionState, response: Response, consented: boolean): Promise<void> {
    const { interaction, proven, signedIn } = state
    if (!signedIn) throw new Error('nobody is signed in')
    this.#checkAcr(proven, signedIn)
    const completed = await this.completeAuthorization.execute({ interaction, proven, signedIn, consented })
    if ('missing' in completed)
      return this.advance({ ...state, signedIn: completed.missing === 'session' ? undefined : signedIn }, response, 'lead')
    await this.sessions.touch(signedIn.session)
    const { redirectUri, responseMode } = proven.target
    this.events.note('code.sent', { clientId: proven.client.clientId, redirectUri, responseMode })
    this.responder.sendCode(response, proven.target, completed.code)
  }

  /** Answers that the person does not want to. */
  async refuse({ proven, signedIn }: InteractionState, error: OAuthError): Promise<never> {
    await this.completeAuthorization.decline(proven, signedIn?.user.sub)
    throw this.responder.toRedirect(proven.target, error)
  }

  #begin({ client, reference, flowId }: ProvenRequest, browser: string): Interaction {
    const now = this.clock.now()
    const expiresAt = now + this.lifetimes.interaction
    return { id: newTimedId(), clientId: client.clientId, request: reference, startedAt: now, expiresAt, flowId, browser }
  }

  #leadTo(interaction: Interaction, response: Response): void {
    leadTo(response, `/interaction?handle=${this.handles.seal(interaction)}`)
  }

  #checkAcr(proven: ProvenRequest, { session }: SignedIn): void {
    this.#toClient(proven, () => checkRequestedAcr(proven.claims, session.acr))
  }

  /** What this check refuses, the client hears. */
  #toClient({ target }: ProvenRequest, check: () => void): void {
    try {
      check()
    } catch (error) {
      throw error instanceof OAuthError ? this.responder.toRedirect(target, error) : error
    }
  }
}
