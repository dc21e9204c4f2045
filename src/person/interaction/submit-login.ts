import { Injectable } from '@nestjs/common'
import { OAuthError } from '#libs/oauth-errors/oauth-error'
import type { FormParams } from '#libs/oauth-params/form-params'
import { RefusedForm } from '#platform/http/errors/refused-form'
import type { Exchange } from '#platform/http/exchange'
import type { SignedIn } from '#records/sessions/current-person'
import { LanguageChoice } from '#records/sessions/language-choice'
import { SignIn, toPasswordLogin } from '#records/sessions/sign-in'
import { toLoginProblem } from '#records/users/login-problem'
import type { PasswordLogin } from '#records/users/log-in'
import type { InteractionState } from './interaction-state'
import { Interactions } from './interactions'
import { LoginStep } from './steps/login.step'

/** Takes the login form: logs the person in under a new session handle and goes on. */
@Injectable()
export class SubmitLogin {
  constructor(
    private readonly interactions: Interactions,
    private readonly signIn: SignIn,
    private readonly loginStep: LoginStep,
    private readonly languageChoice: LanguageChoice,
  ) {}

  async execute(state: InteractionState, form: FormParams, exchange: Exchange): Promise<void> {
    const signedIn = await this.#start(state, toPasswordLogin(form, exchange.request), exchange)
    if (state.interaction.language !== undefined) await this.languageChoice.remember(signedIn.user, state.interaction.language)
    const { wantsOther: _met, ...interaction } = state.interaction
    await this.interactions.advance({ ...state, interaction, signedIn }, exchange.response, 'lead')
  }

  async #start(state: InteractionState, login: PasswordLogin, exchange: Exchange): Promise<SignedIn> {
    const { interaction, proven, signedIn: previous } = state
    try {
      const terms = { previous: previous?.session, interactionId: interaction.id, flowId: proven.flowId }
      return await this.signIn.execute(login, terms, exchange)
    } catch (error) {
      throw error instanceof OAuthError ? this.#shown(error, state, login.username) : error
    }
  }

  /** A failed login is told on the form itself. */
  #shown(error: OAuthError, state: InteractionState, username: string): RefusedForm {
    const problem = { ...toLoginProblem(error), username: username.slice(0, 255) }
    return new RefusedForm(error, (response) => this.loginStep.show(state, response.set(error.headers), problem))
  }
}
