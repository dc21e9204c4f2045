import { readArgon2 } from './formats/argon2'
import { readBcrypt } from './formats/bcrypt'
import { readDjangoBcryptSha256, readDjangoPbkdf2, readDjangoScrypt } from './formats/django'
import { readFirebase } from './formats/firebase'
import { readPbkdf2 } from './formats/pbkdf2'
import { readScrypt } from './formats/scrypt'
import { readSpringPbkdf2, readSpringScrypt, springPbkdf2Names } from './formats/spring'
import { UnusablePasswordHash } from './password-hash'
import type { PasswordHash } from './password-hash'

type Reader = (text: string) => PasswordHash

/** Longest text of a hash, in characters: what a row of the database takes. */
const longestPasswordHash = 255

/** A hash that another framework wrote with its own name in front. */
const without =
  (prefix: string, read: Reader): Reader =>
  (text) =>
    read(text.slice(prefix.length))

/** The first entry whose beginning the text has reads it. */
const formats: readonly (readonly [beginning: string, read: Reader])[] = [
  ['$argon2', readArgon2],
  ['$2', readBcrypt],
  ['$scrypt$', readScrypt],
  ['$pbkdf2', readPbkdf2],
  ['$firebase-scrypt$', readFirebase],
  ['$e', readSpringScrypt],
  ['argon2$', without('argon2', readArgon2)],
  ['bcrypt_sha256$', readDjangoBcryptSha256],
  ['bcrypt$', without('bcrypt$', readBcrypt)],
  ['pbkdf2_', readDjangoPbkdf2],
  ['scrypt$', readDjangoScrypt],
  ['{bcrypt}', without('{bcrypt}', readBcrypt)],
  ['{argon2}', without('{argon2}', readArgon2)],
  ['{argon2@SpringSecurity_v5_8}', without('{argon2@SpringSecurity_v5_8}', readArgon2)],
  ['{scrypt', readSpringScrypt],
  ...springPbkdf2Names.map((name) => [name, readSpringPbkdf2(name)] as const),
]

/**
 * Reads the hash of a password: argon2, bcrypt, scrypt or PBKDF2, in the forms in which Keycloak, Auth0, Firebase, Django, Passlib and
 * Spring Security write them.
 *
 * @throws UnusablePasswordHash when it is in no known form, is malformed, or would cost more to verify than a login may
 */
export function parsePasswordHash(text: string): PasswordHash {
  if (text.length > longestPasswordHash) throw new UnusablePasswordHash(`must have at most ${longestPasswordHash} characters`)
  const [, read] = formats.find(([beginning]) => text.startsWith(beginning)) ?? []
  if (!read) throw new UnusablePasswordHash('must be an argon2, bcrypt, scrypt or PBKDF2 hash in a known form')
  return read(text)
}
