import type { DpopProof } from '../dpop-proof/dpop-proof'
import { verifyDpopProof } from '../dpop-proof/verify-dpop-proof'
import { fapiAlgorithms } from '../jwk/algorithms'
import type { EpochSeconds } from '../time/epoch-seconds'
import type { AccessTokenRules } from './access-token-rules'
import { checkProofUnused } from './check-proof-unused'
import { checkSenderConstraint } from './check-sender-constraint'
import { checkTokenBinding } from './check-token-binding'
import { checkTokenPresence } from './check-token-presence'
import type { PresentedAccessToken } from './parse-authorization'
import type { ResourceRequest } from './resource-request'
import type { VerifiedAccessToken } from './verified-access-token'
import { verifyAccessToken } from './verify-access-token'

/** One use of a proof: key and jti name it; from `until` on it is refused for its age, or for that of its nonce. */
export interface ProofUse {
  readonly jkt: string
  readonly jti: string
  readonly until: EpochSeconds
}

/** What a request to an API is measured against. */
export interface ResourceRules extends AccessTokenRules {
  /** Records the use of a proof, for all nodes of the API; true when it is the first. */
  readonly useOnce: (use: ProofUse) => boolean | Promise<boolean>
  /** Whether the API gave this nonce in the last six minutes. An API that gives none knows none. */
  readonly hasFreshNonce: (nonce: string) => boolean
  readonly nonceRequired: boolean
  /** True where tokens that are bound to no key are good as bearer tokens; FAPI 2.0 allows none. */
  readonly acceptsBearer: boolean
  /** How old a proof without a nonce may be; 60 unless told. */
  readonly maxAgeSeconds?: number
}

const defaultMaxAgeSeconds = 60

async function verifyProof(request: ResourceRequest, token: PresentedAccessToken, rules: ResourceRules): Promise<DpopProof | undefined> {
  const { method, url, dpop: proof } = request
  if (token.scheme !== 'dpop' || proof === undefined) return undefined
  const { now, hasFreshNonce, nonceRequired, maxAgeSeconds = defaultMaxAgeSeconds } = rules
  const measure = { method, url, now, maxAgeSeconds, hasFreshNonce, nonceRequired, algorithms: fapiAlgorithms }
  return verifyDpopProof({ ...measure, proof, accessToken: token.value, requireAth: true })
}

async function spend({ jkt, jti, endsAt: until }: DpopProof, { useOnce }: ResourceRules): Promise<void> {
  checkProofUnused(await useOnce({ jkt, jti, until }))
}

/**
 * Admits a request to an API: its access token is valid, and its proof is by the token's key, made for this request and not used before.
 * What the token allows (checkTokenScope) is left to the route.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9449#section-7.1
 * @throws OAuthError invalid_request, invalid_token, invalid_dpop_proof, use_dpop_nonce
 */
export async function verifyDpopRequest(request: ResourceRequest, rules: ResourceRules): Promise<VerifiedAccessToken> {
  const presented = checkTokenPresence(request)
  const token = await verifyAccessToken(presented.value, rules)
  if (!rules.acceptsBearer) checkSenderConstraint(token)
  const proof = await verifyProof(request, presented, rules)
  checkTokenBinding(token, presented, proof)
  if (proof) await spend(proof, rules)
  return token
}
