// Keys and secrets of the clients that the conformance suite plays.
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto'

const secretMembers = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi'])

/** A key that the suite signs with: PS256, of 2048 bits. */
export function newSigningKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const jwk = privateKey.export({ format: 'jwk' })
  const kid = createHash('sha256')
    .update(JSON.stringify({ e: jwk.e, kty: jwk.kty, n: jwk.n }))
    .digest('base64url')
  return { ...jwk, kid, use: 'sig', alg: 'PS256' }
}

/** What the server may know of a key. */
export const publicHalf = (jwk) => Object.fromEntries(Object.entries(jwk).filter(([name]) => !secretMembers.has(name)))

export const newSecret = () => randomBytes(32).toString('base64url')
