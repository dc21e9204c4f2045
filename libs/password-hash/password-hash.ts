/** Argon2 or bcrypt: kept in its library's own text form, which the library reads itself. */
export interface LibraryHash {
  readonly algorithm: 'argon2' | 'bcrypt'
  readonly text: string
  /** Django's bcrypt_sha256 hashes the hexadecimal SHA-256 of the password. */
  readonly isOfDigest?: boolean
}

export interface Pbkdf2Hash {
  readonly algorithm: 'pbkdf2'
  readonly digest: 'sha1' | 'sha256' | 'sha512'
  readonly iterations: number
  readonly salt: Buffer
  readonly key: Buffer
}

export interface ScryptHash {
  readonly algorithm: 'scrypt'
  /** The base-2 logarithm of scrypt's N. */
  readonly logN: number
  readonly r: number
  readonly p: number
  readonly salt: Buffer
  readonly key: Buffer
  /** Firebase encrypts the project's signer key with the derived key, and stores the result. */
  readonly signerKey?: Buffer
}

/** The hash of a password as this or another server made it, read and within the bounds of what its verification may cost. */
export type PasswordHash = LibraryHash | Pbkdf2Hash | ScryptHash

/** A text that is no password hash that can be verified here; the message says why, and holds nothing of the text. */
export class UnusablePasswordHash extends Error {}
