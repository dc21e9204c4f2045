import type { CompactJws } from '../jws/parse-compact-jws'
import type { AccessTokenRules } from './access-token-rules'
import { checkAccessTokenIssuer } from './check-access-token-issuer'
import { checkAccessTokenTimes } from './check-access-token-times'
import { checkAccessTokenType } from './check-access-token-type'
import { parseAccessTokenClaims } from './parse-access-token-claims'
import type { VerifiedAccessToken } from './verified-access-token'

/** What the content of a token is measured against. */
export type AccessTokenContentRules = Pick<AccessTokenRules, 'issuer' | 'types' | 'now'> & { readonly clockSkewSeconds: number }

/**
 * Judges what a token says whose signature has been verified: its type, issuer and times, and that it says all that it must. Whom it is
 * for is asked by whoever it came to.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9068#section-4
 * @throws OAuthError invalid_token
 */
export function readAccessToken(
  { header, payload }: Pick<CompactJws, 'header' | 'payload'>,
  rules: AccessTokenContentRules,
): VerifiedAccessToken {
  checkAccessTokenType(header, rules.types)
  checkAccessTokenIssuer(payload, rules.issuer)
  checkAccessTokenTimes(payload, rules)
  return parseAccessTokenClaims(payload)
}
