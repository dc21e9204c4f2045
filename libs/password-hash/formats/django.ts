import { UnusablePasswordHash } from '../password-hash'
import type { LibraryHash, Pbkdf2Hash, ScryptHash } from '../password-hash'
import { readBase64, readNumber } from '../read-bytes'
import { readBcrypt } from './bcrypt'
import { toPbkdf2 } from './pbkdf2'
import { toScrypt } from './scrypt'

const pbkdf2 = /^pbkdf2_(sha1|sha256)\$(\d+)\$([^$]+)\$([^$]+)$/
const scrypt = /^scrypt\$(\d+)\$([^$]+)\$(\d+)\$(\d+)\$([^$]+)$/

/**
 * Django's PBKDF2: `pbkdf2_sha256$ITERATIONS$SALT$HASH`. Its salts are text, not base64.
 *
 * @see https://docs.djangoproject.com/en/stable/topics/auth/passwords/
 */
export function readDjangoPbkdf2(text: string): Pbkdf2Hash {
  const [, digest, iterations, salt = '', key = ''] = pbkdf2.exec(text) ?? []
  if (digest === undefined) throw new UnusablePasswordHash('must be pbkdf2_sha256$ITERATIONS$SALT$HASH')
  return toPbkdf2({
    digest: digest as Pbkdf2Hash['digest'],
    iterations: readNumber(iterations),
    salt: Buffer.from(salt),
    key: readBase64(key),
  })
}

/** Django's scrypt: `scrypt$N$SALT$R$P$HASH`. */
export function readDjangoScrypt(text: string): ScryptHash {
  const [, n, salt = '', r, p, key = ''] = scrypt.exec(text) ?? []
  const logN = Math.log2(readNumber(n))
  if (!Number.isInteger(logN)) throw new UnusablePasswordHash('must be scrypt$N$SALT$R$P$HASH, where N is a power of two')
  return toScrypt({ logN, r: readNumber(r), p: readNumber(p), salt: Buffer.from(salt), key: readBase64(key) })
}

/** Django's bcrypt of a digest, so that long passwords count whole: `bcrypt_sha256$$2b$12$…`. */
export const readDjangoBcryptSha256 = (text: string): LibraryHash => ({
  ...readBcrypt(text.slice('bcrypt_sha256$'.length)),
  isOfDigest: true,
})
