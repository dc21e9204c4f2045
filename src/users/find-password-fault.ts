import { longestPassword } from './passwords'

/** NIST SP 800-63B §3.1.1.2 asks for no mixture of characters, and for eight of them at least. */
const fewestCharacters = 8

/** What is wrong with a new password, if anything. */
export function findPasswordFault(password: string): string | undefined {
  if (Array.from(password).length < fewestCharacters) return `a password has at least ${fewestCharacters} characters`
  if (Buffer.byteLength(password) > longestPassword) return `a password has at most ${longestPassword} bytes`
  if (/[\p{Cc}\p{Cs}\ufffd]/u.test(password)) return 'a password holds no control characters, and is UTF-8'
  return undefined
}
