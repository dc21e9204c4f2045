import { generateKeyPair } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import type { JWK } from 'jose'
import { enforces } from '#libs/checks/enforces'
import { jwkThumbprint } from '#libs/jwk/jwk-thumbprint'
import type { SigningAlgorithm } from '#libs/jws/signing-algorithms'
import type { KeyPair } from './signing-keys.repository'

enforces('FAPI2-SP-FINAL-5.4.1-2', 'FAPI2-SP-FINAL-5.4.1-3')

const generate = promisify(generateKeyPair)
const rsa = () => generate('rsa', { modulusLength: 2048 })
const generators: Record<SigningAlgorithm, () => Promise<{ publicKey: KeyObject; privateKey: KeyObject }>> = {
  ES256: () => generate('ec', { namedCurve: 'P-256' }),
  PS256: rsa,
  RS256: rsa,
  EdDSA: () => generate('ed25519', undefined),
}

/** Makes a new key; its kid is its thumbprint (RFC 7638), so that no two keys ever share one, and no option of a command line. */
export async function makeKeyPair(algorithm: SigningAlgorithm): Promise<KeyPair> {
  const { publicKey, privateKey } = await generators[algorithm]()
  const bare = publicKey.export({ format: 'jwk' }) as JWK
  const kid = jwkThumbprint(bare)
  if (kid.startsWith('-')) return makeKeyPair(algorithm)
  const named = { kid, use: 'sig', alg: algorithm }
  return { kid, algorithm, publicJwk: { ...bare, ...named }, privateJwk: { ...(privateKey.export({ format: 'jwk' }) as JWK), ...named } }
}
