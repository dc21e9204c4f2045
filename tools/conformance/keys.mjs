// Keys and secrets of the clients that the conformance suite plays.
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto'

const secretMembers = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi'])

/** By algorithm: how such a key is made, and the members that its thumbprint (RFC 7638) is made of. */
const kinds = {
  PS256: { type: 'rsa', options: { modulusLength: 2048 }, members: ['e', 'kty', 'n'] },
  RS256: { type: 'rsa', options: { modulusLength: 2048 }, members: ['e', 'kty', 'n'] },
  ES256: { type: 'ec', options: { namedCurve: 'P-256' }, members: ['crv', 'kty', 'x', 'y'] },
  EdDSA: { type: 'ed25519', options: {}, members: ['crv', 'kty', 'x'] },
}

/** The algorithms of FAPI 2.0. */
export const fapiAlgorithms = ['PS256', 'ES256', 'EdDSA']

/** A key that the suite signs with. */
export function newSigningKey(alg) {
  const { type, options, members } = kinds[alg]
  const jwk = generateKeyPairSync(type, options).privateKey.export({ format: 'jwk' })
  const named = JSON.stringify(Object.fromEntries(members.map((name) => [name, jwk[name]])))
  const kid = createHash('sha256').update(named).digest('base64url')
  return { ...jwk, kid, use: 'sig', alg }
}

/** What the server may know of a key. */
export const publicHalf = (jwk) => Object.fromEntries(Object.entries(jwk).filter(([name]) => !secretMembers.has(name)))

export const newSecret = () => randomBytes(32).toString('base64url')
