import type { PublicJwk } from '../jwk/public-jwk'

/** Which set of rules holds for a client: all of FAPI 2.0 Security Profile, or OpenID Connect. */
export type SecurityProfile = 'fapi2' | 'oidc'
export type GrantType = 'authorization_code' | 'refresh_token' | 'client_credentials'
export type ClientAuthMethod = 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt' | 'none'
/** Ed25519 under its other registered name is kept as EdDSA. */
export type SigningAlgorithm = 'RS256' | 'PS256' | 'ES256' | 'EdDSA'

/** A client's public keys, each checked. */
export interface ClientJwks {
  readonly keys: readonly PublicJwk[]
}

/** Fields that may stand in several languages (OpenID Connect Registration §2.1). */
export type TranslatedField = 'client_name' | 'logo_uri' | 'policy_uri' | 'tos_uri' | 'client_uri'

/**
 * What is registered about a client, every default applied, its secret apart. Names are those of the registries; security_profile,
 * client_type, require_pkce and resources are our own.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7591#section-2
 * @see https://openid.net/specs/openid-connect-registration-1_0.html#ClientMetadata
 */
export interface ClientMetadata {
  readonly client_id: string
  readonly client_name?: string
  readonly [translated: `${TranslatedField}#${string}`]: string
  readonly security_profile: SecurityProfile
  /** An external client asks for consent; an internal one is first party. */
  readonly client_type: 'external' | 'internal'
  readonly application_type: 'web' | 'native'
  readonly redirect_uris: readonly string[]
  readonly post_logout_redirect_uris: readonly string[]
  readonly grant_types: readonly GrantType[]
  readonly response_types: readonly 'code'[]
  readonly token_endpoint_auth_method: ClientAuthMethod
  readonly token_endpoint_auth_signing_alg?: SigningAlgorithm
  readonly jwks?: ClientJwks
  readonly jwks_uri?: string
  /** The scopes a client may ask for, one space between two. */
  readonly scope: string
  readonly id_token_signed_response_alg: SigningAlgorithm
  readonly dpop_bound_access_tokens: boolean
  readonly require_pushed_authorization_requests: boolean
  readonly require_pkce: boolean
  readonly require_auth_time: boolean
  /** Seconds. */
  readonly default_max_age?: number
  readonly default_acr_values?: readonly string[]
  /** The audiences that a resource server serves; absent: the issuer. */
  readonly resources?: readonly string[]
  readonly contacts?: readonly string[]
  readonly logo_uri?: string
  readonly policy_uri?: string
  readonly tos_uri?: string
  readonly client_uri?: string
  readonly initiate_login_uri?: string
  /** Where to tell the client that a session has ended (OpenID Connect Back-Channel Logout 1.0 §2.2). */
  readonly backchannel_logout_uri?: string
  /** Wants sid in every logout token; it gets it in any case. */
  readonly backchannel_logout_session_required?: boolean
}

/** What stands in a registration itself, before profile and defaults fill the rest. */
export type GivenMetadata = Partial<ClientMetadata> & Pick<ClientMetadata, 'client_id'>
