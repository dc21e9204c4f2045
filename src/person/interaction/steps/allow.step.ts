import { Injectable } from '@nestjs/common'
import type { Response } from 'express'
import { defineRefusal } from '#libs/checks/define-refusal'
import { accessDenied } from '#libs/oauth-errors/factories'
import { PageSettings } from '#platform/config/page-settings'
import { Events } from '#platform/events/events'
import { AccessRules } from '#protocol/claims/access-rules'
import type { Denial } from '#protocol/claims/access-rules'
import { toContactLinks } from '../contact-links'
import type { InteractionState } from '../interaction-state'
import { InteractionPages } from '../pages'
import type { InteractionStep } from './interaction-step'

const personNotAllowed = defineRefusal({
  name: 'person-not-allowed',
  clauses: ['RFC6749-4.1.2.1', 'OIDCC-3.1.2.6'],
  hint: 'By the rule of the client (allow) the person may not use it. Change the rule or the groups of the person, or tell the person whom to ask.',
  refusal: (denial: Denial | undefined) =>
    accessDenied('the account may not use this client', denial && { reason: denial.reason, expected: denial.rule }),
})

const forbidden = 403

/** Keeps people out who may not use the client: they learn whom to ask, and may sign in as somebody else. */
@Injectable()
export class AllowStep implements InteractionStep {
  constructor(
    private readonly pages: InteractionPages,
    private readonly accessRules: AccessRules,
    private readonly settings: PageSettings,
    private readonly events: Events,
  ) {}

  async isNeeded(state: InteractionState): Promise<boolean> {
    return (await this.#findDenial(state)) !== undefined
  }

  async refusal(state: InteractionState) {
    return personNotAllowed(await this.#findDenial(state))
  }

  async show(state: InteractionState, response: Response): Promise<void> {
    const { proven, signedIn } = state
    const denial = await this.#findDenial(state)
    if (denial && signedIn) this.events.note('access.denied', { clientId: proven.client.clientId, sub: signedIn.user.sub, ...denial })
    const contacts = toContactLinks(proven.client.metadata.contacts ?? [], this.settings.supportUri)
    this.pages.show(response, 'not-allowed', state, { username: signedIn?.user.username, contacts }, forbidden)
  }

  async #findDenial({ proven, signedIn }: InteractionState): Promise<Denial | undefined> {
    if (!signedIn) return undefined
    const { client, scopes, authorization } = proven
    const { acr, amr } = signedIn.session
    const request = { scopes, acr, amr }
    return this.accessRules.findDenial({ client, user: signedIn.user, request, resources: authorization.audience })
  }
}
