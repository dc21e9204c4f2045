import { Controller, Get, HttpCode, HttpStatus, Post, Req, Res, UseGuards } from '@nestjs/common'
import type { Request, Response } from 'express'
import { checkNoRepeats } from '#libs/oauth-params/check-no-repeats'
import { OAuthError } from '#libs/oauth-errors/oauth-error'
import type { FormParams } from '#libs/oauth-params/form-params'
import { longest } from '#libs/oauth-params/longest'
import { Access } from '#platform/http/access'
import { FormBody } from '#platform/http/body/params'
import { BrowserCookie, checkBrowserCookie } from '#platform/http/browser-cookie'
import { RefusedForm } from '#platform/http/errors/refused-form'
import type { Exchange } from '#platform/http/exchange'
import { flowOf } from '#platform/http/flow'
import { SameSiteGuard } from '#platform/http/same-site.guard'
import { leadTo } from '#platform/http/lead-to'
import { CurrentPerson } from '#records/sessions/current-person'
import { SignIn, toPasswordLogin } from '#records/sessions/sign-in'
import { toLoginProblem } from '#records/users/login-problem'
import { AccountForms } from './account-forms'
import { AccountPages } from './account-pages'

/** Lets a person sign in whom no application has sent. */
@Controller('login')
@UseGuards(SameSiteGuard)
export class AccountLoginController {
  constructor(
    private readonly currentPerson: CurrentPerson,
    private readonly browserCookie: BrowserCookie,
    private readonly signIn: SignIn,
    private readonly forms: AccountForms,
    private readonly pages: AccountPages,
  ) {}

  @Get()
  @Access('public')
  async show(@Req() request: Request, @Res() response: Response): Promise<void> {
    if (await this.currentPerson.find(request)) leadTo(response, '/')
    else this.pages.login({ request, response })
  }

  @Post()
  @Access('session')
  @HttpCode(HttpStatus.OK)
  async submit(@FormBody() form: FormParams, @Req() request: Request, @Res() response: Response): Promise<void> {
    checkNoRepeats(form)
    this.forms.check(form, { browser: checkBrowserCookie(this.browserCookie.read(request)) })
    if (form.text('decision', longest.choice) !== 'cancel') await this.#logIn(form, { request, response })
    leadTo(response, '/')
  }

  async #logIn(form: FormParams, exchange: Exchange): Promise<void> {
    const login = toPasswordLogin(form, exchange.request)
    const previous = (await this.currentPerson.find(exchange.request))?.session
    try {
      await this.signIn.execute(login, { previous, interactionId: null, flowId: flowOf(exchange.request).id }, exchange)
    } catch (error) {
      throw error instanceof OAuthError ? this.#shown(error, login.username, exchange) : error
    }
  }

  /** A failed login is told on the form itself. */
  #shown(error: OAuthError, username: string, exchange: Exchange): RefusedForm {
    const words = { ...toLoginProblem(error), username: username.slice(0, 255) }
    return new RefusedForm(error, (response) => this.pages.login({ ...exchange, response: response.set(error.headers) }, words))
  }
}
