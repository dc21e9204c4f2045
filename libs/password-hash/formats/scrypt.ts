import { checkCost, checkSizes } from '../check-cost'
import { UnusablePasswordHash } from '../password-hash'
import type { ScryptHash } from '../password-hash'
import { readBase64, readNumber } from '../read-bytes'

const modular = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/

/** RFC 7914 section 6: N is a power of two, greater than 1 and less than 2^(16·r). What is outside of that, no login could verify. */
function checkRounds(logN: number, r: number): void {
  if (!(logN >= 1 && logN < 16 * r)) throw new UnusablePasswordHash("scrypt's N must be greater than 1 and less than 2^(16·r)")
}

/** @throws UnusablePasswordHash when it would cost too much, cannot be computed, or is too short to be genuine */
export function toScrypt(hash: Omit<ScryptHash, 'algorithm'>): ScryptHash {
  const { logN, r, p, salt, key } = hash
  checkRounds(logN, r)
  checkCost('scryptMemoryKiB', (2 ** logN * r * 128) / 1024)
  checkCost('scryptLanes', p)
  checkCost('scryptWorkKiB', (2 ** logN * r * p * 128) / 1024)
  checkSizes(salt, key)
  return { algorithm: 'scrypt', ...hash }
}

/** scrypt in the PHC string format: `$scrypt$ln=16,r=8,p=1$SALT$HASH`. */
export function readScrypt(text: string): ScryptHash {
  const [, logN, r, p, salt = '', key = ''] = modular.exec(text) ?? []
  if (logN === undefined) throw new UnusablePasswordHash('must be $scrypt$ln=…,r=…,p=…$SALT$HASH')
  return toScrypt({ logN: readNumber(logN), r: readNumber(r), p: readNumber(p), salt: readBase64(salt), key: readBase64(key) })
}
