/** The parameters of an authorization request that we read; every other one is ignored. */
export const parameterNames = [
  // RFC 6749 §4.1.1
  'client_id',
  'response_type',
  'redirect_uri',
  'scope',
  'state',
  // OAuth 2.0 Multiple Response Type Encoding Practices §2.1
  'response_mode',
  // RFC 7636 §4.3
  'code_challenge',
  'code_challenge_method',
  // RFC 9449 §10
  'dpop_jkt',
  // OpenID Connect Core §3.1.2.1, §5.2, §5.5, §6, §7.2.1
  'nonce',
  'prompt',
  'max_age',
  'display',
  'ui_locales',
  'claims_locales',
  'id_token_hint',
  'login_hint',
  'acr_values',
  'claims',
  'request',
  'request_uri',
  'registration',
] as const

/**
 * An authorization request, as the wire spells it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.1
 * @see https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest
 */
export interface AuthorizationParams extends Readonly<Partial<Record<(typeof parameterNames)[number], string>>> {
  /** The one parameter that may repeat (RFC 8707). */
  readonly resource?: readonly string[]
}
