import type { EpochSeconds } from '../time/epoch-seconds'
import type { AssertionRules } from './assertion-rules'
import { checkAssertionAlgorithm } from './check-assertion-algorithm'
import { checkAssertionAudience } from './check-assertion-audience'
import { checkAssertionId } from './check-assertion-id'
import { checkAssertionSignature } from './check-assertion-signature'
import { checkAssertionSubject } from './check-assertion-subject'
import { checkAssertionTimes } from './check-assertion-times'
import { checkAssertionType } from './check-assertion-type'
import { parseAssertion } from './parse-assertion'

export interface VerifiedAssertion {
  /** Good once: the caller records it for this client until expiresAt. */
  readonly jti: string
  /** From then on the assertion is refused for its age, the allowed clock skew included. */
  readonly expiresAt: EpochSeconds
}

/**
 * Verifies that a client assertion was made by this client, for this server, just now. That it is used once is left to the caller.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7523#section-3
 * @throws OAuthError invalid_client
 */
export async function verifyClientAssertion({
  assertion,
  clockSkewSeconds = 10,
  ...rules
}: AssertionRules & { readonly assertion: string }): Promise<VerifiedAssertion> {
  const jws = parseAssertion(assertion)
  const { header, payload } = jws
  checkAssertionType(header)
  checkAssertionAlgorithm(header, rules.algorithms)
  await checkAssertionSignature(jws, rules.keys, rules.algorithms)
  checkAssertionSubject(payload, rules.clientId)
  checkAssertionAudience(payload, rules)
  checkAssertionTimes(payload, { ...rules, clockSkewSeconds })
  checkAssertionId(payload)
  return { jti: String(payload['jti']), expiresAt: Math.ceil(Number(payload['exp']) + clockSkewSeconds) }
}
