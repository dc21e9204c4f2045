import { createCipheriv, pbkdf2, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { isSame } from '../constant-time/is-same'
import type { Pbkdf2Hash, ScryptHash } from './password-hash'

const derivePbkdf2 = promisify(pbkdf2)

const deriveScrypt = (password: string, { logN, r, p, salt }: ScryptHash, bytes: number): Promise<Buffer> => {
  const N = 2 ** logN
  return new Promise((resolve, reject) => {
    scrypt(password, salt, bytes, { N, r, p, maxmem: 128 * N * r + 128 * r * p + 1_048_576 }, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}

/** Firebase: the derived key encrypts the signer key (AES-256 in counter mode, from zero), and the result is the hash. */
function encryptSignerKey(derived: Buffer, signerKey: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-ctr', derived, Buffer.alloc(16))
  return Buffer.concat([cipher.update(signerKey), cipher.final()])
}

async function derive(password: string, hash: Pbkdf2Hash | ScryptHash): Promise<Buffer> {
  if (hash.algorithm === 'pbkdf2') return derivePbkdf2(password, hash.salt, hash.iterations, hash.key.length, hash.digest)
  if (hash.signerKey) return encryptSignerKey(await deriveScrypt(password, hash, 32), hash.signerKey)
  return deriveScrypt(password, hash, hash.key.length)
}

/** Whether a password gives the key that was kept. The work is done off the event loop, and the keys are compared in constant time. */
export async function verifyDerivedKey(password: string, hash: Pbkdf2Hash | ScryptHash): Promise<boolean> {
  const key = await derive(password, hash)
  return isSame(key, hash.key)
}
