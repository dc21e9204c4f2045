import { fapiAlgorithms } from '../jwk/algorithms'
import type { AccessTokenRules } from './access-token-rules'
import { checkAccessTokenAudience } from './check-access-token-audience'
import { checkAccessTokenSignature } from './check-access-token-signature'
import { checkAccessTokenType } from './check-access-token-type'
import { parseAccessToken } from './parse-access-token'
import { readAccessToken } from './read-access-token'
import type { VerifiedAccessToken } from './verified-access-token'

/**
 * Verifies a JWT access token as a resource server does, by the issuer's keys alone. Only introspection knows whether it has been revoked;
 * a token with jkt also needs a proof by that key (verifyDpopRequest checks both).
 *
 * @see https://www.rfc-editor.org/rfc/rfc9068#section-4
 * @throws OAuthError invalid_token
 */
export async function verifyAccessToken(
  token: string,
  { algorithms = fapiAlgorithms, clockSkewSeconds = 10, ...rules }: AccessTokenRules,
): Promise<VerifiedAccessToken> {
  const jws = parseAccessToken(token)
  // First, because it explains best: what was made for something else is often signed by another key, too.
  checkAccessTokenType(jws.header, rules.types)
  await checkAccessTokenSignature(jws, rules.keys, algorithms)
  const verified = readAccessToken(jws, { ...rules, clockSkewSeconds })
  checkAccessTokenAudience(verified.claims, rules.audience)
  return verified
}
