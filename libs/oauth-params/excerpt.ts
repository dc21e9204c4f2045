declare const shownSafely: unique symbol

/** Text that evidence may hold: one bounded line of printable ASCII, without what may be a secret. Made in this file alone. */
export type Excerpt = string & { readonly [shownSafely]: true }

const letter = /[A-Za-z]/
const isMixed = (run: string) => letter.test(run) && (/\d/.test(run) || (/[a-z]/.test(run) && /[A-Z]/.test(run)))
const isBase64 = (run: string) => /[a-z]/.test(run) && /[A-Z]/.test(run) && /\d/.test(run)
const shown = 4

/** The beginning of what looks like a secret, all of what does not. */
const masked = (looksSecret: (run: string) => boolean) => (run: string) => (looksSecret(run) ? `${run.slice(0, shown)}…` : run)

/**
 * What may be a token, a code, a verifier or a secret keeps its beginning alone: a form with a lost & brings one where nobody expects it.
 * Hexadecimal and base64url have no other characters than these; plain base64 has + and / among them.
 */
const withoutSecrets = (value: string): string => value.replace(/[\w+/-]{32,}/g, masked(isBase64)).replace(/[\w-]{20,}/g, masked(isMixed))

const printable = (value: string): string => value.replace(/[^\x20-\x7e]/g, '?')

/** The text, cut at the limit (characters), with the length that it had. */
const cut = (text: string, limit: number, length: number): Excerpt =>
  (text.length > limit ? `${text.slice(0, limit)}… (${length} characters)` : text) as Excerpt

/** What came from outside, as evidence may show it: one line of printable ASCII, cut at the limit (characters), without what may be a secret. */
export const excerpt = (value: string | undefined, limit = 100): Excerpt =>
  value === undefined ? ('nothing' as Excerpt) : cut(withoutSecrets(printable(value)), limit, value.length)

/** A value that is known to be no secret, such as a registered name or a claim that was verified, as evidence may show it. */
export const excerptWhole = (value: string, limit = 200): Excerpt => cut(printable(value), limit, value.length)

/** The code's own words, with numbers and excerpts between them: words`at most ${seconds} seconds`. */
export const words = (texts: TemplateStringsArray, ...values: readonly (number | Excerpt)[]): Excerpt =>
  String.raw({ raw: texts }, ...values) as Excerpt
