import type { ClaimMapping } from './claim-mapping'
import type { ClientLifetimes } from './client-lifetimes'
import type { PublicJwk } from '../jwk/public-jwk'
import type { SigningAlgorithm } from '../jws/signing-algorithms'

/** Which set of rules holds for a client: all of FAPI 2.0 Security Profile, or OpenID Connect. */
export type SecurityProfile = 'fapi2' | 'oidc'
export type GrantType = 'authorization_code' | 'refresh_token' | 'client_credentials'
export type ClientAuthMethod = 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt' | 'none'

/** A client's public keys, each checked. */
export interface ClientJwks {
  readonly keys: readonly PublicJwk[]
}

/** Fields that may stand in several languages (OpenID Connect Registration §2.1). */
export type TranslatedField = 'client_name' | 'logo_uri' | 'policy_uri' | 'tos_uri' | 'client_uri'

/** What follows from a registration and is kept with it; nobody may give it. */
interface DerivedMetadata {
  /** An `oidc` entry with a secret names no method: header and form are both accepted. */
  readonly token_endpoint_auth_method_any?: true
}

/**
 * What is registered about a client, every default applied, its secret apart. Names are those of the registries; security_profile,
 * client_type, logout_confirmation, require_pkce and resources are our own.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7591#section-2
 * @see https://openid.net/specs/openid-connect-registration-1_0.html#ClientMetadata
 */
export interface ClientMetadata extends DerivedMetadata {
  /** Printable ASCII, at most 200 characters; never the `sub` of a user. */
  readonly client_id: string
  /** What people see; without it, the `client_id`. At most 100 characters, none that deceive the eye. By language: `client_name#de`. */
  readonly client_name?: string
  readonly [translated: `${TranslatedField}#${string}`]: string
  /** `fapi2` or `oidc`: which rules hold for the client. */
  readonly security_profile: SecurityProfile
  /** `external` asks for consent; `internal` is first party and does not, unless `prompt=consent`. */
  readonly client_type: 'external' | 'internal'
  /** `web` or `native`. */
  readonly application_type: 'web' | 'native'
  /** `ask`, or `skip` for an `internal` client: its logouts end the session of their `id_token_hint` without a question. */
  readonly logout_confirmation?: 'ask' | 'skip'
  /** Required with `authorization_code`. */
  readonly redirect_uris: readonly string[]
  /** Where a logout may lead back to; the same rules as for redirect URIs. */
  readonly post_logout_redirect_uris: readonly string[]
  /** Of `authorization_code`, `refresh_token`, `client_credentials`; `[]` for a resource server. */
  readonly grant_types: readonly GrantType[]
  /** `code`; nothing without the grant `authorization_code`. */
  readonly response_types: readonly 'code'[]
  /** `private_key_jwt`, `client_secret_basic`, `client_secret_post` or `none`; no other than the registered one is accepted. An `oidc` entry with a secret that names none accepts header and form. */
  readonly token_endpoint_auth_method: ClientAuthMethod
  /** Pins the algorithm of client assertions: `ES256`, `PS256`, `EdDSA`, and for `oidc` `RS256`. Without it, all of the profile. */
  readonly token_endpoint_auth_signing_alg?: SigningAlgorithm
  /** Public keys alone. This or `jwks_uri` with `private_key_jwt`. */
  readonly jwks?: ClientJwks
  /** Where the client publishes its keys; https. */
  readonly jwks_uri?: string
  /** The scopes that it may ask for, one space between two. */
  readonly scope: string
  /** `ES256`, `PS256`, `EdDSA`, and for `oidc` `RS256`. */
  readonly id_token_signed_response_alg: SigningAlgorithm
  /** `true`: the claims of the granted scopes stand in ID tokens too, for programs that read nothing else. They stand at UserInfo in any case. */
  readonly scope_claims_in_id_token: boolean
  /** Tokens only with a DPoP proof. */
  readonly dpop_bound_access_tokens: boolean
  /** Authorization requests by PAR alone. */
  readonly require_pushed_authorization_requests: boolean
  /** Codes only with PKCE. Public clients need it in any case. */
  readonly require_pkce: boolean
  /** Met in any case: every ID token carries `auth_time`. */
  readonly require_auth_time: boolean
  /** Seconds since the last login, where a request has no `max_age`. */
  readonly default_max_age?: number
  /** Kept, and changes nothing at present. */
  readonly default_acr_values?: readonly string[]
  /** The audiences that a resource server serves; without it, the issuer. */
  readonly resources?: readonly string[]
  /** What the client is told of a person beside the claims of its scopes: `claim`; `value` (an expression) or `from` (a claim or attribute; the one of the same name unless told); `in` of `id_token`, `userinfo` (both unless told), `access_token`, `introspection`. */
  readonly claims?: readonly ClaimMapping[]
  /** Who may use the client: an expression that is true for them, such as `"staff" in user.groups`. Without it, everybody. Asked at each login and whenever tokens are issued. */
  readonly allow?: string
  /** Seconds, where they are fewer than the server's: `access_token`, `id_token` (30 or more), `refresh_token_idle`, `refresh_token`, `session` (60 or more; how long a login counts for this client). Or an expression over `request.acr`, `request.amr`, `request.scopes` and `client`, which is never beyond the server's own either. */
  readonly lifetimes?: ClientLifetimes
  /** Whom people turn to who may not use the client: email addresses and https addresses become links. */
  readonly contacts?: readonly string[]
  /** Shown on the pages of a login; browsers fetch it from the client's own place. https; may be given by language. */
  readonly logo_uri?: string
  /** The client's privacy policy, linked from the pages of a login. https; may be given by language. */
  readonly policy_uri?: string
  /** The client's terms of service, likewise. */
  readonly tos_uri?: string
  /** The client's home, to which a page leads where somebody gets stuck. https; may be given by language. */
  readonly client_uri?: string
  /** Where the client starts a login (with `iss`); offered before `client_uri` to people who cannot go on. https. */
  readonly initiate_login_uri?: string
  /** Told by a logout token when a session ends that the client was used in (OpenID Connect Back-Channel Logout 1.0 §2.2). https without a fragment. */
  readonly backchannel_logout_uri?: string
  /** Every logout token names the session (`sid`), whatever this says. */
  readonly backchannel_logout_session_required?: boolean
}

/** What stands in a registration itself, before profile and defaults fill the rest. */
export type GivenMetadata = Partial<ClientMetadata> & Pick<ClientMetadata, 'client_id'>

/** What a registration holds beside its metadata, and nobody reads again. */
export interface ClientSecret {
  /** At least 32 characters of printable ASCII; stored as an HMAC. */
  readonly client_secret?: string
  /** In place of `client_secret` while it is being replaced: the new one, then the old one; both are accepted. */
  readonly client_secrets?: readonly string[]
}
