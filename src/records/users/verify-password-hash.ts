import { createHash } from 'node:crypto'
import { verify } from 'argon2'
import type { LibraryHash, PasswordHash } from '#libs/password-hash/password-hash'
import { verifyDerivedKey } from '#libs/password-hash/verify-derived-key'

/** bcrypt reads so many bytes of a password. */
const bcryptBytes = 72

async function verifyBcrypt(password: string, { text, isOfDigest }: LibraryHash): Promise<boolean> {
  // Loaded with the first such hash: a server that has none does not pay for it.
  const { compare } = await import('bcrypt')
  const input = isOfDigest ? createHash('sha256').update(password).digest('hex') : password
  return compare(Buffer.from(input).subarray(0, bcryptBytes), text)
}

/** Whether a password is the one that was hashed, by whichever algorithm; the work is done off the event loop. */
export async function verifyPasswordHash(password: string, hash: PasswordHash): Promise<boolean> {
  if ('key' in hash) return verifyDerivedKey(password, hash)
  return hash.algorithm === 'argon2' ? verify(hash.text, password) : verifyBcrypt(password, hash)
}
