import { longestPassword } from './passwords'

/** NIST SP 800-63B §3.1.1.2 asks for no mixture of characters, and for eight of them at least. */
const fewestCharacters = 8

/** Why a password is not taken. */
export const passwordFaults = {
  short: `a password has at least ${fewestCharacters} characters`,
  long: `a password has at most ${longestPassword} bytes`,
  unreadable: 'a password holds no control characters, and is UTF-8',
  guessable: 'this password is among the first that are guessed: one in wide use, or a name with little added',
} as const

export type PasswordFault = keyof typeof passwordFaults

/** What people put behind a word where a rule wants digits or signs; more than this is a password of its own. */
const decoration = /[\d\p{P}\p{S}]{1,4}$/u

/** What is wrong with the form of a new password, if anything. */
export function findPlainFault(password: string): PasswordFault | undefined {
  if (Array.from(password).length < fewestCharacters) return 'short'
  if (Buffer.byteLength(password) > longestPassword) return 'long'
  return /[\p{Cc}\p{Cs}\ufffd]/u.test(password) ? 'unreadable' : undefined
}

/** What a guesser tries who comes to this password: itself, and the word that it dresses up. */
export function toGuesses(password: string): readonly string[] {
  const plain = password.normalize('NFKC').toLowerCase()
  const word = plain.replace(decoration, '')
  return word === '' ? [plain] : [plain, word]
}
