import { constants, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { enforces } from '../checks/enforces'
import { canonicalAlgorithm } from '../jwk/algorithms'
import { toDer } from './ecdsa-signature'

enforces('RFC7515-5.2', 'RFC7518-3', 'RFC7518-3.4', 'RFC7518-3.5', 'RFC8037-3.1')

type Verifier = (input: Buffer, key: KeyObject, signature: Buffer) => boolean

const es256Bytes = 64

// RFC 7518 §3.3 to 3.5, RFC 8037 §3.1. Synchronous: handing a verification to another thread costs more than the verification.
const verifiers: ReadonlyMap<string, Verifier> = new Map<string, Verifier>([
  ['ES256', (input, key, signature) => signature.length === es256Bytes && verify('sha256', input, key, toDer(signature))],
  ['EdDSA', (input, key, signature) => verify(null, input, key, signature)],
  ['RS256', (input, key, signature) => verify('sha256', input, { key, padding: constants.RSA_PKCS1_PADDING }, signature)],
  [
    'PS256',
    (input, key, signature) =>
      verify('sha256', input, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }, signature),
  ],
])

/** Whether a signature of this algorithm holds; false for every algorithm but ES256, PS256, RS256 and EdDSA. */
export function verifySignature(alg: string, key: KeyObject, signingInput: string, signature: Buffer): boolean {
  const holds = verifiers.get(canonicalAlgorithm(alg))
  return holds?.(Buffer.from(signingInput), key, signature) ?? false
}
