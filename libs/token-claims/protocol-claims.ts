import { enforces } from '../checks/enforces'

enforces('RFC7519-4.1', 'RFC9068-2.2')

/**
 * Claims that say what the protocol did: no attribute, mapping or scope of an operator's may be called so, wherever it would end.
 *
 * @see https://www.iana.org/assignments/jwt/jwt.xhtml
 */
export const protocolClaims: ReadonlySet<string> = new Set(
  `iss sub aud exp nbf iat jti
  auth_time acr amr azp nonce at_hash c_hash s_hash sid sub_jwk
  cnf client_id scope grant_id act may_act events txn toe authorization_details
  active username token_type token_introspection _claim_names _claim_sources __proto__ constructor prototype`.split(/\s+/),
)
