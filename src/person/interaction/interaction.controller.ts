import { Controller, Get, HttpCode, HttpStatus, Post, Req, Res, UseGuards } from '@nestjs/common'
import type { Request, Response } from 'express'
import { defineRefusal } from '#libs/checks/define-refusal'
import { accessDenied } from '#libs/oauth-errors/factories'
import { checkNoRepeats } from '#libs/oauth-params/check-no-repeats'
import type { FormParams } from '#libs/oauth-params/form-params'
import { longest } from '#libs/oauth-params/longest'
import { Access } from '#platform/http/access'
import { FormBody, QueryParams } from '#platform/http/body/params'
import { SameSiteGuard } from '#platform/http/same-site.guard'
import type { InteractionState } from './interaction-state'
import { LanguageChoice } from '#records/sessions/language-choice'
import { Interactions } from './interactions'
import { AllowStep } from './steps/allow.step'
import { ConsentStep, shownConsent } from './steps/consent.step'
import { SubmitLogin } from './submit-login'

const personDeclined = defineRefusal({
  name: 'person-declined',
  clauses: ['RFC6749-4.1.2.1', 'OIDCC-3.1.2.6'],
  hint: 'The person cancelled the login or did not allow what was asked. Say so, and let them start again.',
  refusal: () => accessDenied('the person declined'),
})

/** The pages between the authorization request and its answer, and their forms. */
@Controller('interaction')
@Access('session')
@UseGuards(SameSiteGuard)
export class InteractionController {
  constructor(
    private readonly interactions: Interactions,
    private readonly submitLogin: SubmitLogin,
    private readonly consentStep: ConsentStep,
    private readonly allowStep: AllowStep,
    private readonly languageChoice: LanguageChoice,
  ) {}

  @Get()
  async show(@QueryParams() query: FormParams, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.interactions.advance(
      await this.interactions.resume(query.text('handle', longest.token), { request, response }),
      response,
      'show',
    )
  }

  @Post('login')
  @HttpCode(HttpStatus.OK)
  async login(@FormBody() form: FormParams, @Req() request: Request, @Res() response: Response): Promise<void> {
    const state = await this.#resume(form, request, response)
    await this.submitLogin.execute(state, form, { request, response })
  }

  @Post('account')
  @HttpCode(HttpStatus.OK)
  async account(@FormBody() form: FormParams, @Req() request: Request, @Res() response: Response): Promise<void> {
    const state = await this.#resume(form, request, response)
    await this.interactions.advance(choose(state, form.text('decision', longest.choice)), response, 'lead')
  }

  @Post('consent')
  @HttpCode(HttpStatus.OK)
  async consent(@FormBody() form: FormParams, @Req() request: Request, @Res() response: Response): Promise<void> {
    const state = await this.#resume(form, request, response)
    if (await this.#mayConsent(state, form)) await this.interactions.complete(state, response, true)
    else await this.interactions.advance(state, response, 'lead')
  }

  /** The page that tells people that they may not use the client: as somebody else, or back to the application. */
  @Post('not-allowed')
  @HttpCode(HttpStatus.OK)
  async notAllowed(@FormBody() form: FormParams, @Req() request: Request, @Res() response: Response): Promise<void> {
    const state = await this.interactions.resume(form.text('handle', longest.token), { request, response })
    checkNoRepeats(form)
    const decision = form.text('decision', longest.choice)
    if (decision === 'cancel') await this.interactions.refuse(state, await this.allowStep.refusal(state))
    const interaction = { ...state.interaction, ...(decision === 'switch' && { wantsOther: true }) }
    await this.interactions.advance({ ...state, interaction }, response, 'lead')
  }

  /** The same page in another language. */
  @Post('language')
  @HttpCode(HttpStatus.OK)
  async language(@FormBody() form: FormParams, @Req() request: Request, @Res() response: Response): Promise<void> {
    const { interaction, ...state } = await this.#resume(form, request, response)
    const language = await this.languageChoice.choose(form.start('language', longest.choice), request, response)
    await this.interactions.advance(
      { ...state, interaction: { ...interaction, ...(language !== undefined && { language }) } },
      response,
      'lead',
    )
  }

  async #resume(form: FormParams, request: Request, response: Response): Promise<InteractionState> {
    const state = await this.interactions.resume(form.text('handle', longest.token), { request, response })
    checkNoRepeats(form)
    const decision = form.text('decision', longest.choice) ?? ''
    return ['cancel', 'deny'].includes(decision) ? this.interactions.refuse(state, personDeclined()) : state
  }

  /** Consent counts when nothing else is left to ask, and the page showed just this to whoever is signed in now. */
  async #mayConsent(state: InteractionState, form: FormParams): Promise<boolean> {
    const { interaction, proven, signedIn } = state
    if (form.text('decision', longest.choice) !== 'allow' || signedIn === undefined) return false
    if (interaction.consentShown !== shownConsent(proven, signedIn.user.sub)) return false
    const needed = await this.interactions.findNeeded(state)
    return needed === undefined || needed === this.consentStep
  }
}

const choose = (state: InteractionState, decision: string | undefined): InteractionState => {
  const { interaction, signedIn } = state
  if (decision === 'other') return { ...state, interaction: { ...interaction, wantsLogin: true } }
  if (decision === 'continue' && signedIn) return { ...state, interaction: { ...interaction, chosenSub: signedIn.user.sub } }
  return state
}
