import { Injectable } from '@nestjs/common'
import { defineCheck } from '#libs/checks/define-check'
import { OAuthError } from '#libs/oauth-errors/oauth-error'
import type { FormParams } from '#libs/oauth-params/form-params'
import { longest } from '#libs/oauth-params/longest'
import { open, seal } from '#libs/sealed-box/sealed-box'
import { Clock } from '#platform/clock/clock'
import type { HiddenField } from '#platform/http/pages/hidden-field'
import { Secrets } from '#platform/secrets/secrets'

const purpose = 'account'
const field = 'token'

const checkOwner = defineCheck({
  name: 'account-form',
  clauses: ['RFC9700-4.7', 'SEC-290'],
  hint: 'Open the page anew and use the form that is on it: this one was made for another session or browser.',
  check(owner: string | undefined, expected: string) {
    if (owner !== expected) throw new OAuthError({ code: 'invalid_request', status: 403, description: 'the form is not of this session' })
  },
})

/** Whom a form is made for: a session by its sid, or a browser in which nobody is signed in. */
export type FormOwner = { readonly sid: string } | { readonly browser: string }

const nameOf = (owner: FormOwner): string => ('sid' in owner ? `session ${owner.sid}` : `browser ${owner.browser}`)

/** Ties the forms of a person's own pages to whom they were shown: nobody else can send them. */
@Injectable()
export class AccountForms {
  constructor(
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /** The field that each of the owner's forms carries. */
  hiddenFor(owner: FormOwner): readonly HiddenField[] {
    return [{ name: field, value: this.#seal(nameOf(owner)) }]
  }

  /** @throws OAuthError invalid_request (403) */
  check(form: FormParams, owner: FormOwner): void {
    checkOwner(this.#open(form.text(field, longest.token)), nameOf(owner))
  }

  /** What has been done, for an address: nobody else can have a page say that it was. */
  sealDone(owner: FormOwner, what: string): string {
    return this.#seal(`${nameOf(owner)} ${what}`)
  }

  /** What has been done in this session; undefined for all that no page of it has said. */
  openDone(owner: FormOwner, sealed: string | undefined): string | undefined {
    const [start, text] = [`${nameOf(owner)} `, this.#open(sealed)]
    return text?.startsWith(start) ? text.slice(start.length) : undefined
  }

  #seal(text: string): string {
    return seal(text, this.secrets.keysOfDay('account', this.clock.now()), purpose)
  }

  #open(sealed: string | undefined): string | undefined {
    return open(sealed ?? '', this.secrets.keysOfDay('account', this.clock.now()), purpose)
  }
}
