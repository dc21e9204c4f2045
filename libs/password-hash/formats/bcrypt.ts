import { checkCost } from '../check-cost'
import { UnusablePasswordHash } from '../password-hash'
import type { LibraryHash } from '../password-hash'
import { readNumber } from '../read-bytes'

// 22 characters of salt, 31 of hash. 2x marks hashes of an implementation that was wrong.
const modular = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/

/** The base-2 logarithm of the fewest rounds that bcrypt has. */
const leastCost = 4

/** bcrypt: `$2b$12$…`. `$2y$` is what PHP and Spring call the same thing. */
export function readBcrypt(text: string): LibraryHash {
  const [, cost] = modular.exec(text) ?? []
  if (cost === undefined) throw new UnusablePasswordHash('must be $2b$COST$ with 53 characters of salt and hash')
  checkCost('bcryptCost', readNumber(cost))
  if (readNumber(cost) < leastCost) throw new UnusablePasswordHash(`bcrypt's cost must be ${leastCost} or more`)
  return { algorithm: 'bcrypt', text: text.replace('$2y$', '$2b$') }
}
