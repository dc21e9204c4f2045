import type { Translations } from '../languages/pick-translation'

export type AttributeType = 'string' | 'number' | 'boolean' | 'date' | 'string_list'
/** Who may see or change an attribute beside the server itself. Administrators always see what they may change. */
export type AttributeAudience = 'person' | 'administrator'

/** What an operator declares of an attribute of people. */
export interface AttributeDefinition {
  readonly attribute: string
  readonly type: AttributeType
  /** Longest text, in characters, of a string or of each string of a list. */
  readonly maxLength?: number
  /** The only values that a string, or each of a list, may have. */
  readonly oneOf?: readonly string[]
  /** Bounds of a number, both included. */
  readonly minimum?: number
  readonly maximum?: number
  /** What people read, by language. */
  readonly label: Translations
  readonly view: readonly AttributeAudience[]
  readonly edit: readonly AttributeAudience[]
  /** The claim that carries it. */
  readonly claim: string
}

export type AttributeValue = string | number | boolean | readonly string[]
