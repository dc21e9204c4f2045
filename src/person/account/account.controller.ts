import { Controller, HttpCode, HttpStatus, Post, Req, Res, UseGuards } from '@nestjs/common'
import type { Request, Response } from 'express'
import type { FormParams } from '#libs/oauth-params/form-params'
import { longest } from '#libs/oauth-params/longest'
import { Access } from '#platform/http/access'
import { FormBody } from '#platform/http/body/params'
import { SameSiteGuard } from '#platform/http/same-site.guard'
import { AccountPages } from './account-pages'
import { AccountVisitor } from './account-visitor'
import { EndOwnSessions } from './end-own-sessions'
import { WithdrawAccess } from './withdraw-access'

/** What a person does with their account: ends sessions, takes back what applications were allowed. */
@Controller('account')
@Access('person')
@UseGuards(SameSiteGuard)
export class AccountController {
  constructor(
    private readonly visitor: AccountVisitor,
    private readonly pages: AccountPages,
    private readonly endOwnSessions: EndOwnSessions,
    private readonly withdrawAccess: WithdrawAccess,
  ) {}

  @Post('sessions')
  @HttpCode(HttpStatus.OK)
  async endSessions(@FormBody() form: FormParams, @Req() request: Request, @Res() response: Response): Promise<void> {
    const signedIn = await this.visitor.takeForm(form, { request, response })
    if (!signedIn) return
    const done = await this.endOwnSessions.execute(signedIn, form.text('sid', longest.opaque))
    this.pages.leadHome(signedIn, done, { request, response })
  }

  @Post('clients')
  @HttpCode(HttpStatus.OK)
  async withdraw(@FormBody() form: FormParams, @Req() request: Request, @Res() response: Response): Promise<void> {
    const signedIn = await this.visitor.takeForm(form, { request, response })
    if (!signedIn) return
    await this.withdrawAccess.execute(signedIn.user.sub, form.text('client_id', longest.clientId))
    this.pages.leadHome(signedIn, 'client', { request, response })
  }
}
