import type { AttributeDefinition, AttributeType } from './attribute-definition'

/** Longest string, in characters, where the definition says nothing, and most strings of a list. */
const [longestString, longestList] = [1_000, 200] as const

const oneLine = /^[^\p{Cc}\p{Cs}]*$/u

/** Whether a text is a day of the calendar, as ISO 8601 writes it: `2026-02-28`. */
function isDate(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

function textFault(value: unknown, { maxLength = longestString, oneOf }: AttributeDefinition): string | undefined {
  if (typeof value !== 'string') return 'must be text'
  if (value.length === 0 || value.length > maxLength) return `must have from 1 to ${maxLength} characters`
  if (!oneLine.test(value)) return 'must not hold control characters'
  if (oneOf && !oneOf.includes(value)) return `must be one of ${oneOf.join(', ')}`
  return undefined
}

function numberFault(value: unknown, { minimum = -Infinity, maximum = Infinity }: AttributeDefinition): string | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'must be a number'
  if (value < minimum) return `must not be less than ${minimum}`
  if (value > maximum) return `must not be more than ${maximum}`
  return undefined
}

function listFault(value: unknown, definition: AttributeDefinition): string | undefined {
  if (!Array.isArray(value)) return 'must be a list of texts'
  if (value.length > longestList) return `must have at most ${longestList} entries`
  if (new Set(value).size < value.length) return 'must not hold an entry twice'
  return value.map((one: unknown) => textFault(one, definition)).find((fault) => fault !== undefined)
}

const faults: Readonly<Record<AttributeType, (value: unknown, definition: AttributeDefinition) => string | undefined>> = {
  string: textFault,
  number: numberFault,
  boolean: (value) => (typeof value === 'boolean' ? undefined : 'must be true or false'),
  date: (value) => (typeof value === 'string' && isDate(value) ? undefined : 'must be a date, YYYY-MM-DD'),
  string_list: listFault,
}

/** What is wrong with a value for an attribute; undefined when nothing is. */
export const attributeValueFault = (value: unknown, definition: AttributeDefinition): string | undefined =>
  faults[definition.type](value, definition)
