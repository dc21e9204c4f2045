import { Injectable } from '@nestjs/common'
import { AccountStep } from './account.step'
import { AllowStep } from './allow.step'
import { ConsentStep } from './consent.step'
import type { InteractionStep } from './interaction-step'
import { LoginStep } from './login.step'

/** What is asked of a person, in this order. */
@Injectable()
export class InteractionSteps {
  readonly all: readonly InteractionStep[]

  constructor(account: AccountStep, login: LoginStep, allow: AllowStep, consent: ConsentStep) {
    this.all = [account, login, allow, consent]
  }
}
