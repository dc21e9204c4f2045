import { Injectable } from '@nestjs/common'
import { message } from '#platform/http/languages/message'
import type { Message } from '#platform/http/languages/message'
import { Languages } from '#platform/http/languages/languages'
import { BrowserCookie } from '#platform/http/browser-cookie'
import type { Exchange } from '#platform/http/exchange'
import { PageRenderer } from '#platform/http/pages/page-renderer'
import { leadTo } from '#platform/http/lead-to'
import type { SignedIn } from '#records/sessions/current-person'
import { AccountForms } from './account-forms'
import { AccountOverview } from './account-overview'
import type { PasswordProblem } from './password-problem'

/** What a login form tells whoever sees it. */
export interface LoginWords {
  readonly notice?: Message
  readonly error?: Message
  readonly username?: string
  readonly status?: number
}

const notices = {
  session: message('done-session'),
  sessions: message('done-sessions'),
  client: message('done-client'),
  password: message('done-password'),
}

/** What a person has just done. */
export type Done = keyof typeof notices

const isDone = (text: string | undefined): text is Done => text !== undefined && Object.hasOwn(notices, text)

/** Shows the pages that people have of their own. */
@Injectable()
export class AccountPages {
  constructor(
    private readonly pages: PageRenderer,
    private readonly languages: Languages,
    private readonly browserCookie: BrowserCookie,
    private readonly overview: AccountOverview,
    private readonly forms: AccountForms,
  ) {}

  async home(signedIn: SignedIn, { request, response }: Exchange, sealedDone?: string): Promise<void> {
    const { user, session } = signedIn
    const overview = await this.overview.of(signedIn, this.languages.of(request).tag)
    const done = this.forms.openDone(session, sealedDone)
    const notice = isDone(done) ? notices[done] : undefined
    const data = { username: user.username, ...overview, notice, hidden: this.forms.hiddenFor(session) }
    this.pages.render(response, 'home', data, { address: '/' })
  }

  /** Leads home, where it is said what was done. */
  leadHome({ session }: SignedIn, done: Done, { response }: Exchange): void {
    leadTo(response, `/?done=${this.forms.sealDone(session, done)}`)
  }

  password({ user, session }: SignedIn, { response }: Exchange, { status = 200, ...problem }: Partial<PasswordProblem> = {}): void {
    const data = { username: user.username, hidden: this.forms.hiddenFor(session), ...problem }
    this.pages.render(response, 'password', data, { status, address: '/account/password' })
  }

  nobody({ response }: Exchange): void {
    this.pages.render(response, 'home', {}, { address: '/' })
  }

  login({ request, response }: Exchange, { status = 200, ...words }: LoginWords = {}): void {
    const hidden = this.forms.hiddenFor({ browser: this.browserCookie.ensure(request, response) })
    this.pages.render(response, 'login', { action: '/login', hidden, ...words }, { status, address: '/login' })
  }
}
