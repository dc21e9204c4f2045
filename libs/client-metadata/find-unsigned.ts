import type { SigningAlgorithm } from '../jws/signing-algorithms'
import type { ClientMetadata } from './client-metadata'

/** The algorithm of a client's ID and logout tokens where the server does not sign with it; a client that gets no such token needs none. */
export function findUnsigned(
  { grant_types: grants, id_token_signed_response_alg: algorithm }: ClientMetadata,
  signingAlgorithms: readonly SigningAlgorithm[],
): SigningAlgorithm | undefined {
  return grants.includes('authorization_code') && !signingAlgorithms.includes(algorithm) ? algorithm : undefined
}
