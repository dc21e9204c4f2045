import { Injectable } from '@nestjs/common'
import type { Response } from 'express'
import { defineRefusal } from '#libs/checks/define-refusal'
import { enforces } from '#libs/checks/enforces'
import { loginRequired } from '#libs/oauth-errors/factories'
import type { ProvenRequest } from '#protocol/authorization/proven-request'
import { Clock } from '#platform/clock/clock'
import { ClientLifetimes } from '#protocol/claims/client-lifetimes'
import { message } from '#platform/http/languages/message'
import type { Message } from '#platform/http/languages/message'
import type { SignedIn } from '#records/sessions/current-person'
import type { InteractionState } from '../interaction-state'
import { InteractionPages } from '../pages'
import type { InteractionStep } from './interaction-step'

const mustLogIn = defineRefusal({
  name: 'login-required',
  clauses: ['OIDCC-3.1.2.6'],
  hint: 'Ask again without prompt=none: there is no session, or none that will do (max_age, id_token_hint).',
  refusal: () => loginRequired('the person must log in, and prompt=none forbids to ask'),
})

enforces('OIDCC-3.1.2.3')

/** Why the form is shown again. */
export interface LoginProblem {
  readonly error?: Message
  readonly username?: string
  readonly status?: number
}

const isSomebodyElse = ({ proven }: InteractionState, { session }: SignedIn): boolean =>
  proven.subjects !== undefined && !proven.subjects.includes(session.sub)

const notYet = (state: InteractionState): LoginProblem =>
  state.signedIn && isSomebodyElse(state, state.signedIn) ? { error: message('login-other-account') } : {}

/**
 * Asks for a login when there is none, or none that will do: prompt=login, max_age, or another person than id_token_hint names.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest
 */
@Injectable()
export class LoginStep implements InteractionStep {
  constructor(
    private readonly pages: InteractionPages,
    private readonly clock: Clock,
    private readonly lifetimes: ClientLifetimes,
  ) {}

  async isNeeded(state: InteractionState): Promise<boolean> {
    const { signedIn, proven, interaction } = state
    if (!signedIn || interaction.wantsOther) return true
    if (isSomebodyElse(state, signedIn)) return true
    return !happenedHere(state, signedIn) && (this.#mustBeNew(state) || (await this.#isTooOld(proven, signedIn)))
  }

  refusal() {
    return mustLogIn()
  }

  show(state: InteractionState, response: Response, problem: LoginProblem = notYet(state)): void {
    const { error, status, username = state.proven.params.login_hint ?? '' } = problem
    this.pages.show(response, 'login', state, { username, error }, status)
  }

  #mustBeNew({ interaction, proven }: InteractionState): boolean {
    return interaction.wantsLogin === true || proven.prompts.has('login') || maxAgeOf(proven) === 0
  }

  async #isTooOld(proven: ProvenRequest, { session }: SignedIn): Promise<boolean> {
    const maxAge = maxAgeOf(proven)
    const { acr, amr } = session
    const { session: counts } = await this.lifetimes.of(proven.client, { acr, amr, scopes: proven.scopes })
    const age = this.clock.now() - session.authTime
    return (maxAge !== undefined && age > maxAge) || age >= counts
  }
}

/** How old, in seconds, the login may be: as the request says, else as the client is registered. */
const maxAgeOf = ({ params, client }: ProvenRequest): number | undefined =>
  params.max_age === undefined ? client.metadata.default_max_age : Number(params.max_age)

/** So many seconds may lie between the clocks of two nodes: a login is surely newer than a request only beyond them. */
const clockDifference = 30

/** The login belongs to this interaction, or is surely newer than it. */
const happenedHere = ({ interaction }: InteractionState, { session }: SignedIn): boolean =>
  session.interactionId === interaction.id || session.authTime > interaction.startedAt + clockDifference
