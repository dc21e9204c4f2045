/**
 * What a DPoP proof says, in the types of its claims.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9449#section-4.2
 */
export interface ProofClaims {
  readonly jti: string
  readonly htm: string
  readonly htu: string
  readonly iat: number
  readonly ath: string | undefined
  readonly nonce: string | undefined
  /** RFC 9449 names neither; a JWT that has them means what RFC 7519 says. */
  readonly exp: number | undefined
  readonly nbf: number | undefined
}
