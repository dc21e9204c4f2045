import { Controller, Get, Req, Res } from '@nestjs/common'
import type { Request, Response } from 'express'
import type { FormParams } from '#libs/oauth-params/form-params'
import { longest } from '#libs/oauth-params/longest'
import { Access } from '#platform/http/access'
import { QueryParams } from '#platform/http/body/params'
import { CurrentPerson } from '#records/sessions/current-person'
import { Sessions } from '#records/sessions/sessions.repository'
import { AccountPages } from './account-pages'

/** What a person sees who comes here without being sent by an application: their own account. */
@Controller()
@Access('public')
export class HomeController {
  constructor(
    private readonly currentPerson: CurrentPerson,
    private readonly sessions: Sessions,
    private readonly pages: AccountPages,
  ) {}

  @Get()
  async home(@QueryParams() query: FormParams, @Req() request: Request, @Res() response: Response): Promise<void> {
    const signedIn = await this.currentPerson.find(request)
    if (!signedIn) return this.pages.nobody({ request, response })
    // A request for the headers alone is no use of the session: HEAD changes nothing.
    if (request.method === 'GET') await this.sessions.touch(signedIn.session)
    await this.pages.home(signedIn, { request, response }, query.text('done', longest.token))
  }
}
