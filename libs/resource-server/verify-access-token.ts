import { fapiAlgorithms } from '../jwk/algorithms'
import type { AccessTokenRules } from './access-token-rules'
import { checkAccessTokenAudience } from './check-access-token-audience'
import { checkAccessTokenIssuer } from './check-access-token-issuer'
import { checkAccessTokenSignature } from './check-access-token-signature'
import { checkAccessTokenTimes } from './check-access-token-times'
import { checkAccessTokenType } from './check-access-token-type'
import { parseAccessToken } from './parse-access-token'
import { parseAccessTokenClaims } from './parse-access-token-claims'
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
  checkAccessTokenType(jws.header)
  await checkAccessTokenSignature(jws, rules.keys, algorithms)
  checkAccessTokenIssuer(jws.payload, rules.issuer)
  checkAccessTokenAudience(jws.payload, rules.audience)
  checkAccessTokenTimes(jws.payload, { ...rules, clockSkewSeconds })
  return parseAccessTokenClaims(jws.payload)
}
