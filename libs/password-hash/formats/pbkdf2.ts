import { checkCost, checkSizes } from '../check-cost'
import { UnusablePasswordHash } from '../password-hash'
import type { Pbkdf2Hash } from '../password-hash'
import { pbkdf2Work } from '../pbkdf2-work'
import { readBase64, readNumber } from '../read-bytes'

// Passlib calls PBKDF2 with SHA-1 by no digest's name; others write the iterations as i=…, and the length of the key as l=….
const modular = /^\$pbkdf2(?:-(sha1|sha256|sha512))?\$(?:i=)?(\d+)(?:,l=\d+)?\$([^$]+)\$([^$]+)$/

/** @throws UnusablePasswordHash when it would cost too much, or is too short to be genuine */
export function toPbkdf2(hash: Omit<Pbkdf2Hash, 'algorithm'>): Pbkdf2Hash {
  checkCost('pbkdf2Iterations', pbkdf2Work(hash))
  checkSizes(hash.salt, hash.key)
  return { algorithm: 'pbkdf2', ...hash }
}

/** PBKDF2 in the modular form: `$pbkdf2-sha256$i=600000$SALT$HASH`, with or without `i=`. */
export function readPbkdf2(text: string): Pbkdf2Hash {
  const [, digest = 'sha1', iterations, salt = '', key = ''] = modular.exec(text) ?? []
  if (iterations === undefined) throw new UnusablePasswordHash('must be $pbkdf2-sha256$i=ITERATIONS$SALT$HASH, or with sha1 or sha512')
  return toPbkdf2({
    digest: digest as Pbkdf2Hash['digest'],
    iterations: readNumber(iterations),
    salt: readBase64(salt),
    key: readBase64(key),
  })
}
