import type { Translations } from '#libs/languages/pick-translation'
import { isMapping } from './read-entry'
import { readTranslations, takeTranslations } from './read-translations'

/**
 * Splits a text of an entry from the rest of it, in each of the ways that a seed may write it: `field`, `field#de`, or a mapping by language.
 *
 * @throws Error `field: rule`
 */
export function takeTexts(entry: unknown, field: string): { readonly texts: Translations; readonly rest: unknown } {
  if (!isMapping(entry)) return { texts: {}, rest: entry }
  const { [field]: value, ...others } = entry
  if (!isMapping(value)) return takeTranslations(entry, field)
  return { texts: readTranslations(value, field), rest: others }
}
