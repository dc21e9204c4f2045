import { Injectable } from '@nestjs/common'
import type { Response } from 'express'
import { defineRefusal } from '#libs/checks/define-refusal'
import { enforces } from '#libs/checks/enforces'
import { accountSelectionRequired } from '#libs/oauth-errors/factories'
import { hintsAt } from '../hints-at'
import type { InteractionState } from '../interaction-state'
import { InteractionPages } from '../pages'
import { ConsentStep } from './consent.step'
import type { InteractionStep } from './interaction-step'

const mustChoose = defineRefusal({
  name: 'account-selection-required',
  clauses: ['OIDCC-3.1.2.6'],
  hint: 'Ask again without prompt=none: the person has to choose an account first.',
  refusal: () => accountSelectionRequired('the person must choose an account, and prompt=none forbids to ask'),
})

enforces('OIDCC-3.1.2.1')

/** The client expects somebody else, and nothing else leads to a login. */
const isSomebodyElseHinted = ({ proven, signedIn }: InteractionState): boolean => {
  const { params, prompts, subjects } = proven
  if (params.login_hint === undefined || !signedIn || subjects !== undefined || prompts.has('login')) return false
  return !hintsAt(params.login_hint, signedIn.user)
}

/**
 * Lets the person choose the account: when the client asks for that (prompt=select_account), or expects somebody else (login_hint). A login
 * in this interaction is a choice too.
 */
@Injectable()
export class AccountStep implements InteractionStep {
  constructor(
    private readonly pages: InteractionPages,
    private readonly consentStep: ConsentStep,
  ) {}

  async isNeeded(state: InteractionState): Promise<boolean> {
    const { interaction, proven, signedIn } = state
    if (!signedIn || interaction.wantsLogin) return false
    if (!proven.prompts.has('select_account') && !(await this.#isHintWrong(state))) return false
    return interaction.chosenSub !== signedIn.session.sub && signedIn.session.interactionId !== interaction.id
  }

  /** Without a page to choose on, a client that the person has allowed nothing could find out by hints who is signed in: it hears of the consent. */
  async #isHintWrong(state: InteractionState): Promise<boolean> {
    if (!isSomebodyElseHinted(state)) return false
    return !state.proven.prompts.has('none') || !(await this.consentStep.isNeeded(state))
  }

  refusal() {
    return mustChoose()
  }

  show(state: InteractionState, response: Response): void {
    this.pages.show(response, 'account', state, { username: state.signedIn?.user.username })
  }
}
