/**
 * The first of the wishes that is available, each tried as it is and then with fewer and fewer subtags.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4647#section-3.4
 */
export function lookUpLanguage(wishes: readonly string[], available: readonly string[]): string | undefined {
  for (const wish of wishes) {
    for (let range = wish.toLowerCase(); range !== ''; range = range.slice(0, Math.max(0, range.lastIndexOf('-')))) {
      const found = available.find((tag) => tag.toLowerCase() === range)
      if (found !== undefined) return found
    }
  }
  return undefined
}
