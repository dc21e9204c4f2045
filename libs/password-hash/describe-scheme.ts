import type { PasswordHash } from './password-hash'

const ofPbkdf2 = { sha1: 'PBKDF2-SHA-1', sha256: 'PBKDF2-SHA-256', sha512: 'PBKDF2-SHA-512' } as const

/** What a password was hashed with, in words for the operator. */
export function describeScheme(hash: PasswordHash): string {
  if (hash.algorithm === 'pbkdf2') return ofPbkdf2[hash.digest]
  if (hash.algorithm === 'scrypt') return hash.signerKey ? "Firebase's scrypt" : 'scrypt'
  if (hash.algorithm === 'bcrypt') return hash.isOfDigest ? 'bcrypt of SHA-256' : 'bcrypt'
  return hash.text.slice(1, hash.text.indexOf('$', 1))
}
