import { Injectable } from '@nestjs/common'
import type { Response } from 'express'
import { OAuthError } from '#libs/oauth-errors/oauth-error'
import type { FormParams } from '#libs/oauth-params/form-params'
import { Events } from '../events/events'
import { clientRateKey } from '../http/address'
import { PresentedRefusal } from '../http/errors/presented-refusal'
import { LanguageChoice } from '../sessions/language-choice'
import { SessionCookie } from '../sessions/session-cookie'
import { Sessions } from '../sessions/sessions.repository'
import type { SignedIn } from '../sessions/current-person'
import { toLoginProblem } from '../users/login-problem'
import { LogIn } from '../users/log-in'
import type { PasswordLogin } from '../users/log-in'
import { authenticationByPassword } from './authentication-context'
import type { Exchange, InteractionState } from './interaction-state'
import { Interactions } from './interactions'
import { LoginStep } from './steps/login.step'

/** Takes the login form: logs the person in under a new session handle and goes on. */
@Injectable()
export class SubmitLogin {
  constructor(
    private readonly interactions: Interactions,
    private readonly logIn: LogIn,
    private readonly sessions: Sessions,
    private readonly sessionCookie: SessionCookie,
    private readonly loginStep: LoginStep,
    private readonly events: Events,
    private readonly languageChoice: LanguageChoice,
  ) {}

  async execute(state: InteractionState, form: FormParams, { request, response }: Exchange): Promise<void> {
    const username = form.get('username') ?? ''
    const { handle, signedIn } = await this.#start(state, {
      username,
      password: form.get('password') ?? '',
      address: clientRateKey(request),
    })
    this.sessionCookie.write(response, handle)
    if (state.interaction.language !== undefined) await this.languageChoice.remember(signedIn.user, state.interaction.language)
    await this.interactions.advance({ ...state, signedIn }, response, 'lead')
  }

  async #start(state: InteractionState, login: PasswordLogin): Promise<{ handle: string; signedIn: SignedIn }> {
    const { interaction, proven, signedIn: previous } = state
    try {
      return await this.logIn.execute(login, async (user) => {
        const how = { sub: user.sub, ...authenticationByPassword, interactionId: interaction.id }
        const { handle, session } = await this.sessions.start(how, previous?.session, proven.flowId)
        const { sub, username } = user
        await this.events.keep('login.succeeded', { sub, username, sid: session.sid, amr: authenticationByPassword.amr })
        return { handle, signedIn: { session, user } }
      })
    } catch (error) {
      throw error instanceof OAuthError ? this.#shown(error, state, login.username) : error
    }
  }

  /** A failed login is told on the form itself. */
  #shown(error: OAuthError, state: InteractionState, username: string): PresentedRefusal {
    const problem = { ...toLoginProblem(error), username: username.slice(0, 255) }
    return new RefusedLogin(error, (response) => this.loginStep.show(state, response.set(error.headers), problem))
  }
}

class RefusedLogin extends PresentedRefusal {
  constructor(
    refusal: OAuthError,
    readonly present: (response: Response) => void,
  ) {
    super(refusal)
  }
}
