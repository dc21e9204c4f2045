import { Controller, Get, HttpCode, HttpStatus, Post, Req, Res, UseGuards } from '@nestjs/common'
import type { Request, Response } from 'express'
import { checkNoRepeats } from '#libs/oauth-params/check-no-repeats'
import type { FormParams } from '#libs/oauth-params/form-params'
import { longest } from '#libs/oauth-params/longest'
import { Access } from '#platform/http/access'
import { FormBody, QueryParams } from '#platform/http/body/params'
import { CurrentFlow } from '#platform/http/flow'
import type { Flow } from '#platform/events/flow'
import { SameSiteGuard } from '#platform/http/same-site.guard'
import { leadTo } from '#platform/http/lead-to'
import { LanguageChoice } from '#records/sessions/language-choice'
import { EndSession } from './end-session'
import { LogoutRequests } from './logout-requests'

/** The end-session endpoint (OpenID Connect RP-Initiated Logout 1.0). */
@Controller('logout')
export class LogoutController {
  constructor(
    private readonly logoutRequests: LogoutRequests,
    private readonly endSession: EndSession,
    private readonly languageChoice: LanguageChoice,
  ) {}

  @Get()
  @Access('public')
  async get(
    @QueryParams() query: FormParams,
    @CurrentFlow() flow: Flow,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.endSession.ask(await this.logoutRequests.read(query, flow), request, response)
  }

  /** A form from the client's site comes without the session cookie: it is sent back as a GET, its hint sealed out of the address. */
  @Post()
  @Access('public')
  async post(@FormBody() form: FormParams, @CurrentFlow() flow: Flow, @Res() response: Response): Promise<void> {
    const logout = await this.logoutRequests.read(form, flow)
    leadTo(response, `/logout?request=${this.logoutRequests.seal(logout)}`)
  }

  /** The same question in another language. */
  @Post('language')
  @Access('session')
  @UseGuards(SameSiteGuard)
  async language(
    @FormBody() form: FormParams,
    @CurrentFlow() flow: Flow,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    checkNoRepeats(form)
    const { uiLocales, ...logout } = this.logoutRequests.open(form.text('handle', longest.token), flow)
    const language = await this.languageChoice.choose(form.start('language', longest.choice), request, response)
    const kept = language === undefined ? { ...logout, uiLocales } : logout
    leadTo(response, `/logout?request=${this.logoutRequests.seal(kept)}`)
  }

  @Post('confirm')
  @Access('session')
  @HttpCode(HttpStatus.OK)
  @UseGuards(SameSiteGuard)
  async confirm(
    @FormBody() form: FormParams,
    @CurrentFlow() flow: Flow,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    checkNoRepeats(form)
    await this.endSession.confirm(
      this.logoutRequests.open(form.text('handle', longest.token), flow),
      form.text('decision', longest.choice),
      request,
      response,
    )
  }
}
