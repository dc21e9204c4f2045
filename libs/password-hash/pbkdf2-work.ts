import type { Pbkdf2Hash } from './password-hash'

/** Bytes of each digest. */
export const digestBytes: Readonly<Record<Pbkdf2Hash['digest'], number>> = { sha1: 20, sha256: 32, sha512: 64 }

/** The iterations that a PBKDF2 hash takes in all: a key longer than the digest takes them once for each part of it. */
export const pbkdf2Work = ({ digest, iterations, key }: Pick<Pbkdf2Hash, 'digest' | 'iterations' | 'key'>): number =>
  iterations * Math.ceil(key.length / digestBytes[digest])
