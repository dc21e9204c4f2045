import { Injectable } from '@nestjs/common'
import { checkNoRepeats } from '#libs/oauth-params/check-no-repeats'
import type { FormParams } from '#libs/oauth-params/form-params'
import { PageSettings } from '../config/page-settings'
import { offerWayOn } from '../http/errors/way-on'
import type { Exchange } from '../http/exchange'
import { message } from '../http/languages/message'
import { CurrentPerson } from '../sessions/current-person'
import type { SignedIn } from '../sessions/current-person'
import { AccountForms } from './account-forms'
import { AccountPages } from './account-pages'

/** Knows who uses the pages of an account, and lets nobody else. */
@Injectable()
export class AccountVisitor {
  constructor(
    private readonly currentPerson: CurrentPerson,
    private readonly forms: AccountForms,
    private readonly pages: AccountPages,
    private readonly settings: PageSettings,
  ) {}

  /**
   * Whose form it is. Whose session has ended meanwhile is asked to sign in again: then it is undefined, and answered.
   *
   * @throws OAuthError invalid_request (400, 403)
   */
  async takeForm(form: FormParams, exchange: Exchange): Promise<SignedIn | undefined> {
    offerWayOn(exchange.request, () => ({ name: this.settings.name, uri: '/' }))
    checkNoRepeats(form)
    const signedIn = await this.currentPerson.find(exchange.request)
    if (signedIn) this.forms.check(form, signedIn.session)
    else this.pages.login(exchange, { notice: message('login-meanwhile') })
    return signedIn
  }
}
