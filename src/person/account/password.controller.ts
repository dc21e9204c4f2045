import { Controller, Get, HttpCode, HttpStatus, Post, Req, Res, UseGuards } from '@nestjs/common'
import type { Request, Response } from 'express'
import { OAuthError } from '#libs/oauth-errors/oauth-error'
import type { FormParams } from '#libs/oauth-params/form-params'
import { Access } from '#platform/http/access'
import { FormBody } from '#platform/http/body/params'
import { RefusedForm } from '#platform/http/errors/refused-form'
import type { Exchange } from '#platform/http/exchange'
import { message } from '#platform/http/languages/message'
import { SameSiteGuard } from '#platform/http/same-site.guard'
import type { SignedIn } from '#records/sessions/current-person'
import { longestPassword } from '#records/users/passwords'
import { AccountPages } from './account-pages'
import { AccountVisitor } from './account-visitor'
import { ChangeOwnPassword } from './change-own-password'
import type { NewPassword } from './change-own-password'
import { toPasswordProblem } from './password-problem'

const toNewPassword = (form: FormParams): NewPassword => ({
  current: form.start('current_password', longestPassword + 1) ?? '',
  chosen: form.start('new_password', longestPassword + 1) ?? '',
  again: form.start('new_password_again', longestPassword + 1) ?? '',
})

/** Lets a person change their password. */
@Controller('account/password')
@Access('person')
@UseGuards(SameSiteGuard)
export class PasswordController {
  constructor(
    private readonly visitor: AccountVisitor,
    private readonly pages: AccountPages,
    private readonly changeOwnPassword: ChangeOwnPassword,
  ) {}

  @Get()
  async show(@Req() request: Request, @Res() response: Response): Promise<void> {
    const signedIn = await this.visitor.find({ request, response })
    if (signedIn) this.pages.password(signedIn, { request, response })
  }

  @Post()
  @HttpCode(HttpStatus.OK)
  async change(@FormBody() form: FormParams, @Req() request: Request, @Res() response: Response): Promise<void> {
    // Pressed twice, the first press may have ended the session that the second comes from.
    const signedIn = await this.visitor.takeForm(form, { request, response }, message('login-new-password'))
    if (!signedIn) return
    const changed = await this.#change(signedIn, toNewPassword(form), { request, response })
    this.pages.leadHome(changed, 'password', { request, response })
  }

  async #change(signedIn: SignedIn, form: NewPassword, exchange: Exchange): Promise<SignedIn> {
    try {
      return await this.changeOwnPassword.execute(signedIn, form, exchange)
    } catch (error) {
      throw error instanceof OAuthError ? this.#shown(error, signedIn, exchange) : error
    }
  }

  /** A refused change is told on the form itself. */
  #shown(error: OAuthError, signedIn: SignedIn, exchange: Exchange): RefusedForm {
    const show = (response: Response) =>
      this.pages.password(signedIn, { ...exchange, response: response.set(error.headers) }, toPasswordProblem(error))
    return new RefusedForm(error, show)
  }
}
