import { Injectable } from '@nestjs/common'
import type { Response } from 'express'
import { defineRefusal } from '#libs/checks/define-refusal'
import { accountSelectionRequired } from '#libs/oauth-errors/factories'
import type { InteractionState } from '../interaction-state'
import { InteractionPages } from '../pages'
import type { InteractionStep } from './interaction-step'

const mustChoose = defineRefusal({
  name: 'account-selection-required',
  clauses: ['OIDCC-3.1.2.6'],
  hint: 'Ask again without prompt=none: the person has to choose an account first.',
  refusal: () => accountSelectionRequired('the person must choose an account, and prompt=none forbids to ask'),
})

/** Lets the person choose the account (prompt=select_account); a login in this interaction is a choice too. */
@Injectable()
export class AccountStep implements InteractionStep {
  constructor(private readonly pages: InteractionPages) {}

  isNeeded({ interaction, proven, signedIn }: InteractionState): boolean {
    if (!signedIn || !proven.prompts.has('select_account') || interaction.wantsLogin) return false
    return interaction.chosenSub !== signedIn.session.sub && signedIn.session.interactionId !== interaction.id
  }

  refusal() {
    return mustChoose()
  }

  show(state: InteractionState, response: Response): void {
    this.pages.show(response, 'account', state, { username: state.signedIn?.user.username })
  }
}
