import { randomUUID } from 'node:crypto'
import type { webcrypto } from 'node:crypto'
import { exportJWK, SignJWT } from 'jose'
import { generateKeyPair } from 'jose'

interface ProofOf {
  readonly method: string
  readonly url: string
  readonly now: number
  readonly accessToken?: string
  readonly nonce?: string | undefined
}

async function hashOf(accessToken: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(accessToken))
  return Buffer.from(digest).toString('base64url')
}

/** A DPoP proof with this key, for a request of this method and address. */
export async function makeProof(
  { publicKey, privateKey }: webcrypto.CryptoKeyPair,
  { method, url, now, accessToken, nonce }: ProofOf,
): Promise<string> {
  const ath = accessToken === undefined ? {} : { ath: await hashOf(accessToken) }
  return new SignJWT({ htm: method, htu: url, jti: randomUUID(), iat: now, ...ath, ...(nonce !== undefined && { nonce }) })
    .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk: await exportJWK(publicKey) })
    .sign(privateKey)
}

/** A key of somebody else. */
export const makeForeignKey = async (): Promise<webcrypto.CryptoKeyPair> => generateKeyPair('ES256')
