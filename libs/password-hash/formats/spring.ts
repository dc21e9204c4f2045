import { UnusablePasswordHash } from '../password-hash'
import type { Pbkdf2Hash, ScryptHash } from '../password-hash'
import { readBase64, readHex } from '../read-bytes'
import { toPbkdf2 } from './pbkdf2'
import { toScrypt } from './scrypt'

/** Spring Security's defaults: they stand in no hash, only the name of the encoder does. */
const pbkdf2Defaults = {
  '{pbkdf2}': { digest: 'sha1', iterations: 185_000, saltBytes: 8 },
  '{pbkdf2@SpringSecurity_v5_8}': { digest: 'sha256', iterations: 310_000, saltBytes: 16 },
} as const

/** The names of Spring's PBKDF2 encoders. */
export const springPbkdf2Names = Object.keys(pbkdf2Defaults) as readonly (keyof typeof pbkdf2Defaults)[]

/**
 * Spring's PBKDF2: the encoder's name, then salt and key together, hexadecimal.
 *
 * @see https://docs.spring.io/spring-security/reference/features/authentication/password-storage.html
 */
export const readSpringPbkdf2 =
  (name: keyof typeof pbkdf2Defaults) =>
  (text: string): Pbkdf2Hash => {
    const { digest, iterations, saltBytes } = pbkdf2Defaults[name]
    const bytes = readHex(text.slice(name.length))
    return toPbkdf2({ digest, iterations, salt: bytes.subarray(0, saltBytes), key: bytes.subarray(saltBytes) })
  }

const scrypt = /^(?:\{scrypt(?:@SpringSecurity_v5_8)?\})?\$([0-9a-f]{5,8})\$([^$]+)\$([^$]+)$/

/** Spring's scrypt: `{scrypt}$PARAMETERS$SALT$HASH`, the parameters as one hexadecimal number: log2(N), then a byte each for r and p. */
export function readSpringScrypt(text: string): ScryptHash {
  const [, parameters, salt = '', key = ''] = scrypt.exec(text) ?? []
  if (parameters === undefined) throw new UnusablePasswordHash('must be {scrypt}$PARAMETERS$SALT$HASH')
  const packed = Number.parseInt(parameters, 16)
  const [logN, r, p] = [packed >>> 16, (packed >>> 8) & 0xff, packed & 0xff]
  return toScrypt({ logN, r, p, salt: readBase64(salt), key: readBase64(key) })
}
