import type { Response } from 'express'
import type { OAuthError } from '#libs/oauth-errors/oauth-error'
import type { InteractionState } from '../interaction-state'

/** Something that a person may have to do before the answer. */
export interface InteractionStep {
  isNeeded(state: InteractionState): boolean | Promise<boolean>
  /** What the client hears when nobody may be asked (prompt=none). */
  refusal(state: InteractionState): OAuthError | Promise<OAuthError>
  show(state: InteractionState, response: Response): void | Promise<void>
}
