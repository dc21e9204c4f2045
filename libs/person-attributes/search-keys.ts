import type { AttributeValue } from './attribute-definition'

/** Longest key, in characters: what is longer is found by its beginning. */
const longestSearchKey = 200

/** The one form in which texts are compared: compatibility characters and case do not tell two apart. Bounded before it is normalised. */
const fold = (text: string) => text.slice(0, longestSearchKey).normalize('NFKC').toLowerCase().slice(0, longestSearchKey)

/** The keys by which a person is found who has this value: one for each entry of a list. */
export function searchKeys(value: AttributeValue): readonly string[] {
  const values = Array.isArray(value) ? (value as readonly string[]) : [value as string | number | boolean]
  return [...new Set(values.map((one) => (typeof one === 'string' ? fold(one) : String(one))))]
}
