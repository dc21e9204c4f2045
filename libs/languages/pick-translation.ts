/** Texts by language tag; the one that counts where no other does has the empty tag. */
export type Translations = Readonly<Record<string, string>>

/**
 * The text for a language: in exactly that one, in its main language, in another of the same main language, or in none.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4647#section-3.4
 */
export function pickTranslation(translations: Translations, language: string): string | undefined {
  const byTag = new Map(Object.entries(translations).map(([tag, text]) => [tag.toLowerCase(), text]))
  const wanted = language.toLowerCase()
  const [main = ''] = wanted.split('-')
  const related = [...byTag.keys()].find((tag) => tag.startsWith(`${main}-`))
  return byTag.get(wanted) ?? byTag.get(main) ?? byTag.get(related ?? '')
}
