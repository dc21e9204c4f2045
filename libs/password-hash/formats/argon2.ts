import { checkCost, checkSizes } from '../check-cost'
import { UnusablePasswordHash } from '../password-hash'
import type { LibraryHash } from '../password-hash'
import { readBase64, readNumber } from '../read-bytes'

const phc = /^\$argon2(?:id|i|d)\$v=19\$([^$]+)\$([^$]+)\$([^$]+)$/

const namedValue = (text: string): readonly [string, string] => {
  const [name = '', value = ''] = text.split('=', 2)
  return [name, value]
}

/**
 * Argon2 in the PHC string format, its parameters in any order: `$argon2id$v=19$m=19456,t=2,p=1$SALT$HASH`.
 *
 * @see https://github.com/P-H-C/phc-string-format
 */
export function readArgon2(text: string): LibraryHash {
  const [, list = '', salt = '', key = ''] = phc.exec(text) ?? []
  const parameters = new Map(list.split(',').map((one) => namedValue(one)))
  if ([...parameters.keys()].toSorted().join(',') !== 'm,p,t')
    throw new UnusablePasswordHash('must be $argon2id$v=19$m=…,t=…,p=…$SALT$HASH')
  checkCost('argon2MemoryKiB', readNumber(parameters.get('m')))
  checkCost('argon2Passes', readNumber(parameters.get('t')))
  checkCost('argon2Lanes', readNumber(parameters.get('p')))
  checkSizes(readBase64(salt), readBase64(key))
  return { algorithm: 'argon2', text }
}
