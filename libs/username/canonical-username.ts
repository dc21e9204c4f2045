/** Characters that nobody sees: zero width, joiners, direction marks, soft hyphen, fillers. */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu

declare const canonical: unique symbol

/** A username in the one form in which it is looked up, counted and kept unique. */
export type CanonicalUsername = string & { readonly [canonical]: true }

/** Characters that a username may have. */
export const longestUsername = 255

/**
 * The canonical form of what somebody typed: compatibility characters, case and invisible characters do not tell two accounts apart.
 * Normalising takes time by the square of the length (CWE-407): what is too long to be a username is not looked at.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8265#section-3.3
 */
export function parseUsername(text: string): CanonicalUsername | undefined {
  if (text.length > longestUsername) return undefined
  return text.normalize('NFKC').replace(invisible, '').trim().toLowerCase().normalize('NFKC') as CanonicalUsername
}

/** The canonical form of a username that is known to be one. */
export function canonicalUsername(username: string): CanonicalUsername {
  const parsed = parseUsername(username)
  if (parsed === undefined) throw new RangeError(`a username has at most ${longestUsername} characters`)
  return parsed
}
