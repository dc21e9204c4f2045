import { readDisplaySentence, readDisplayText } from '#libs/client-metadata/read-names'
import type { Translations } from '#libs/languages/pick-translation'
import { isMapping } from './read-entry'

const tag = /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/
const terms = { production: true }

/** Splits a field with its translations (`name`, `name#de`) from the rest of an entry. @throws Error `field: rule` */
export function takeTranslations(entry: object, field: string): { texts: Translations; rest: object } {
  const isText = ([name]: readonly [string, unknown]) =>
    name === field || (name.startsWith(`${field}#`) && tag.test(name.slice(field.length + 1)))
  const fields = Object.entries(entry)
  const texts = fields.filter(isText).map(([name, text]) => [name.slice(field.length + 1), readDisplayText(text, name, terms)])
  return { texts: Object.fromEntries(texts) as Translations, rest: Object.fromEntries(fields.filter((one) => !isText(one))) }
}

/** Reads a sentence, or one in each of several languages, the first of which is for all others. @throws Error `field: rule` */
export function readTranslations(value: unknown, field: string): Translations {
  if (!isMapping(value)) return { '': readDisplaySentence(value, field, terms) }
  const texts = Object.entries(value).map(([language, text]) => [
    language,
    readDisplaySentence(text, `${field}.${language.slice(0, 20)}`, terms),
  ])
  const wrong = texts.find(([language]) => !tag.test(language ?? ''))
  if (wrong) throw new Error(`${field}: must be a text, or texts by language tag`)
  return { '': texts[0]?.[1] ?? '', ...(Object.fromEntries(texts) as Translations) }
}
