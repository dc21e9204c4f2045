import { enforces } from '../checks/enforces'
import { jwkThumbprint } from '../jwk/jwk-thumbprint'
import type { PublicJwk } from '../jwk/public-jwk'
import type { CompactJws } from '../jws/parse-compact-jws'
import type { EpochSeconds } from '../time/epoch-seconds'
import { checkProofAccessToken } from './check-proof-access-token'
import { checkProofAge } from './check-proof-age'
import { checkProofAlgorithm } from './check-proof-algorithm'
import { checkProofMethod } from './check-proof-method'
import { checkProofNonce } from './check-proof-nonce'
import type { NonceRules } from './check-proof-nonce'
import { checkProofLifetime } from './check-proof-lifetime'
import { checkProofSignature } from './check-proof-signature'
import { checkProofType } from './check-proof-type'
import { checkProofUrl } from './check-proof-url'
import { checkSingleProof } from './check-single-proof'
import type { DpopProof } from './dpop-proof'
import { parseProof } from './parse-proof'
import { parseProofClaims } from './parse-proof-claims'
import { parseProofKey } from './parse-proof-key'
import type { ProofClaims } from './proof-claims'
import { endOfProof } from './proof-window'

enforces('RFC9449-4.3')

/** What a proof is measured against. */
export interface ProofRules extends NonceRules {
  readonly method: string
  /** The endpoint's URL by the configured issuer. */
  readonly url: string
  readonly now: EpochSeconds
  /** How old a proof without a nonce may be. */
  readonly maxAgeSeconds: number
  readonly algorithms: readonly string[]
  /** The access token that came with the request. */
  readonly accessToken?: string | undefined
  /** True where an access token is presented: ath is then required. */
  readonly requireAth: boolean
}

function parseStructure({ header, payload }: CompactJws, rules: ProofRules): { key: PublicJwk; claims: ProofClaims } {
  checkProofType(header)
  checkProofAlgorithm(header, rules.algorithms)
  return { claims: parseProofClaims(payload, rules), key: parseProofKey(header) }
}

function checkClaims(claims: ProofClaims, rules: ProofRules): void {
  checkProofMethod(claims.htm, rules.method)
  checkProofUrl(claims.htu, rules.url)
  checkProofAccessToken(claims.ath, rules.accessToken)
  checkProofNonce(claims.nonce, rules)
  checkProofAge(claims, rules)
  checkProofLifetime(claims, rules.now)
}

/**
 * Verifies a DPoP proof: form, signature, then what it says. That it is used once, and by the key that a token is bound
 * to (checkProofBinding), is left to the caller. A proof with a fresh nonce may have any iat.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9449#section-4.3
 * @throws OAuthError invalid_dpop_proof, or use_dpop_nonce where only the nonce is wrong so far
 */
export async function verifyDpopProof({ proof, ...rules }: ProofRules & { readonly proof: string }): Promise<DpopProof> {
  checkSingleProof(proof)
  const jws = parseProof(proof)
  const { key, claims } = parseStructure(jws, rules)
  await checkProofSignature(jws, key, rules.algorithms)
  checkClaims(claims, rules)
  const { jti, iat, nonce } = claims
  const endsAt = endOfProof(claims, rules.now, rules.maxAgeSeconds)
  return { jkt: jwkThumbprint(key), jti, issuedAt: iat, endsAt, ...(nonce !== undefined && { nonce }) }
}
