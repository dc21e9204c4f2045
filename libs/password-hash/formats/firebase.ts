import { UnusablePasswordHash } from '../password-hash'
import type { ScryptHash } from '../password-hash'
import { readBase64, readNumber } from '../read-bytes'
import { toScrypt } from './scrypt'

const form = /^\$firebase-scrypt\$ln=(\d+),r=(\d+)\$([^$]+)\$([^$]*)\$([^$]+)\$([^$]+)$/

/** What an export of Firebase says of one account, and of the whole project, each in base64. */
export interface FirebaseHash {
  readonly memCost: number
  readonly rounds: number
  readonly salt: string
  readonly saltSeparator: string
  readonly signerKey: string
  readonly passwordHash: string
}

/**
 * Firebase's own form of scrypt. An export holds the parameters once for the whole project; here they stand in each hash:
 * `$firebase-scrypt$ln=MEM_COST,r=ROUNDS$SALT$SALT_SEPARATOR$SIGNER_KEY$HASH`.
 *
 * @see https://github.com/firebase/scrypt
 */
export function readFirebase(text: string): ScryptHash {
  const [, memCost, rounds, salt = '', separator = '', signerKey = '', key = ''] = form.exec(text) ?? []
  if (memCost === undefined) throw new UnusablePasswordHash('must be $firebase-scrypt$ln=…,r=…$SALT$SEPARATOR$SIGNER_KEY$HASH')
  return toScrypt({
    logN: readNumber(memCost),
    r: readNumber(rounds),
    p: 1,
    salt: Buffer.concat([readBase64(salt), separator === '' ? Buffer.alloc(0) : readBase64(separator)]),
    key: readBase64(key),
    signerKey: readBase64(signerKey),
  })
}

/** The form above of what an export says. */
export const fromFirebase = ({ memCost, rounds, salt, saltSeparator, signerKey, passwordHash }: FirebaseHash): string =>
  `$firebase-scrypt$ln=${memCost},r=${rounds}$${salt}$${saltSeparator}$${signerKey}$${passwordHash}`
