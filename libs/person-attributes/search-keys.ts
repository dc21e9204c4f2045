import type { AttributeValue } from './attribute-definition'

/** Longest key, in characters: what is longer is found by its beginning. */
const longestSearchKey = 200

/** Cut between characters, never within one: half of a surrogate pair is no text that a database takes. */
const beginningOf = (text: string) => text.slice(0, longestSearchKey).replace(/[\ud800-\udbff]$/, '')

/** The one form in which texts are compared: compatibility characters and case do not tell two apart. Bounded before it is normalised. */
const fold = (text: string) => beginningOf(beginningOf(text).normalize('NFKC').toLowerCase())

/** The keys by which a person is found who has this value: one for each entry of a list. */
export function searchKeys(value: AttributeValue): readonly string[] {
  const values = Array.isArray(value) ? (value as readonly string[]) : [value as string | number | boolean]
  return [...new Set(values.map((one) => (typeof one === 'string' ? fold(one) : String(one))))]
}
