import { checkCost, checkSizes } from '../check-cost'
import { UnusablePasswordHash } from '../password-hash'
import type { LibraryHash } from '../password-hash'
import { readBase64, readNumber } from '../read-bytes'

const phc = /^(\$argon2(?:id|i|d)\$v=19\$)([^$]+)\$([^$]+)\$([^$]+)$/
/** RFC 9106 section 3.1: the least memory for each lane, in KiB, and the shortest salt, in bytes. */
const [leastMemory, shortestSalt] = [8, 8]

const namedValue = (text: string): readonly [string, string] => {
  const [name = '', value = ''] = text.split('=', 2)
  return [name, value]
}

/** As the library reads it: base64 without padding. */
const unpadded = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')

function checkCosts(memory: number, passes: number, lanes: number): void {
  checkCost('argon2MemoryKiB', memory)
  checkCost('argon2Passes', passes)
  checkCost('argon2Lanes', lanes)
  checkCost('argon2WorkKiB', memory * passes)
  if (memory < leastMemory * lanes)
    throw new UnusablePasswordHash(`argon2's memory (m) must be ${leastMemory} KiB or more for each lane (p)`)
}

/**
 * Argon2 in the PHC string format, its parameters in any order: `$argon2id$v=19$m=19456,t=2,p=1$SALT$HASH`.
 *
 * @see https://github.com/P-H-C/phc-string-format
 */
export function readArgon2(text: string): LibraryHash {
  const [, beginning = '', list = '', salt = '', key = ''] = phc.exec(text) ?? []
  const parameters = new Map(list.split(',').map((one) => namedValue(one)))
  if ([...parameters.keys()].toSorted().join(',') !== 'm,p,t')
    throw new UnusablePasswordHash('must be $argon2id$v=19$m=…,t=…,p=…$SALT$HASH')
  checkCosts(readNumber(parameters.get('m')), readNumber(parameters.get('t')), readNumber(parameters.get('p')))
  const [saltBytes, keyBytes] = [readBase64(salt), readBase64(key)]
  checkSizes(saltBytes, keyBytes)
  if (saltBytes.length < shortestSalt) throw new UnusablePasswordHash(`argon2's salt must have ${shortestSalt} bytes or more`)
  return { algorithm: 'argon2', text: `${beginning}${list}$${unpadded(saltBytes)}$${unpadded(keyBytes)}` }
}
