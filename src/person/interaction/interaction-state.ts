import type { ProvenRequest } from '#protocol/authorization/proven-request'
import type { SignedIn } from '#records/sessions/current-person'
import type { Interaction } from './interaction'

/** All that decides what to ask next. */
export interface InteractionState {
  readonly interaction: Interaction
  readonly proven: ProvenRequest
  readonly signedIn: SignedIn | undefined
}
