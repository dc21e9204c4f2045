import type { Response } from 'express'
import type { OAuthError } from '#libs/oauth-errors/oauth-error'
import { PresentedRefusal } from './presented-refusal'

/** A refusal that is told on the form itself, which is shown again. */
export class RefusedForm extends PresentedRefusal {
  constructor(
    refusal: OAuthError,
    readonly present: (response: Response) => void,
  ) {
    super(refusal)
  }
}
