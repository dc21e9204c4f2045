import { Injectable } from '@nestjs/common'
import { checkNoRepeats } from '#libs/oauth-params/check-no-repeats'
import type { FormParams } from '#libs/oauth-params/form-params'
import { PageSettings } from '#platform/config/page-settings'
import { offerWayOn } from '#platform/http/errors/way-on'
import type { Exchange } from '#platform/http/exchange'
import { message } from '#platform/http/languages/message'
import type { Message } from '#platform/http/languages/message'
import { Events } from '#platform/events/events'
import { CurrentPerson } from '#records/sessions/current-person'
import type { SignedIn } from '#records/sessions/current-person'
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
    private readonly events: Events,
  ) {}

  /** Who is signed in. Nobody is asked to sign in: then it is undefined, and answered. */
  async find(exchange: Exchange, notice?: Message): Promise<SignedIn | undefined> {
    const signedIn = await this.currentPerson.find(exchange.request)
    if (!signedIn) this.pages.login(exchange, notice ? { notice } : {})
    else this.events.note('session.found', { sub: signedIn.user.sub, username: signedIn.user.username })
    return signedIn
  }

  /**
   * Whose form it is. Whose session has ended meanwhile is asked to sign in again: then it is undefined, and answered.
   *
   * @throws OAuthError invalid_request (400, 403)
   */
  async takeForm(form: FormParams, exchange: Exchange, notice = message('login-meanwhile')): Promise<SignedIn | undefined> {
    offerWayOn(exchange.request, () => ({ name: this.settings.name, uri: '/' }))
    checkNoRepeats(form)
    const signedIn = await this.find(exchange, notice)
    if (signedIn) this.forms.check(form, signedIn.session)
    return signedIn
  }
}
