/** Characters that nobody sees: zero width, joiners, direction marks, soft hyphen, fillers. */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu

/**
 * The one form in which a username is looked up, counted and kept unique: compatibility characters, case and invisible characters do not
 * tell two accounts apart.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8265#section-3.3
 */
export const canonicalUsername = (username: string): string =>
  username.normalize('NFKC').replace(invisible, '').trim().toLowerCase().normalize('NFKC')
