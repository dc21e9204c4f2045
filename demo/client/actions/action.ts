import type { ClientSettings } from '../client-settings'
import type { Party, Tokens, Tour } from '../tour/tour'

/** A tour that has tokens, and what an action on it needs. */
export interface SignedIn {
  readonly tour: Tour
  readonly party: Party
  readonly tokens: Tokens
  readonly settings: ClientSettings
}

/** Something that a visitor may do with the tokens, as a button. */
export interface Action {
  readonly id: string
  readonly group: 'use' | 'keep' | 'end'
  /** What the button says. */
  readonly label: string
  /** The step's title. */
  readonly title: string
  /** What it does, and what is worth a look. */
  readonly story: string
  run(signedIn: SignedIn): Promise<void>
}
