import { enforces } from '../checks/enforces'
import { profileOf } from '../profiles/profile-of'
import { parseScope } from '../scope/parse-scope'
import { toClientDisplay } from './client-display'
import type { ClientDisplay } from './client-display'
import type { ClientAuthMethod, ClientMetadata, GrantType } from './client-metadata'
import type { SigningAlgorithm } from '../jws/signing-algorithms'

enforces('RFC6749-2.1')

const secretMethods: ReadonlySet<ClientAuthMethod> = new Set(['client_secret_basic', 'client_secret_post'])

/** A client as the protocol asks about it: its metadata, and what follows from them. */
export class RegisteredClient {
  /** The scopes it may ask for. */
  readonly scopes: ReadonlySet<string>
  readonly #displays = new Map<string, ClientDisplay>()

  constructor(readonly metadata: ClientMetadata) {
    this.scopes = new Set(parseScope(metadata.scope))
  }

  get clientId(): string {
    return this.metadata.client_id
  }

  /** What people see; a client without a name goes by its id. */
  get name(): string {
    return this.metadata.client_name ?? this.metadata.client_id
  }

  /** What people see whose language this is. */
  displayIn(language: string): ClientDisplay {
    const display = this.#displays.get(language) ?? toClientDisplay(this.metadata, language)
    this.#displays.set(language, display)
    return display
  }

  get isFapi2(): boolean {
    return this.metadata.security_profile === 'fapi2'
  }

  get isPublic(): boolean {
    return this.metadata.token_endpoint_auth_method === 'none'
  }

  get isConfidential(): boolean {
    return !this.isPublic
  }

  /** First party: no consent page. */
  get isInternal(): boolean {
    return this.metadata.client_type === 'internal'
  }

  /** Its logouts need no question where their hint is of the very session. */
  get skipsLogoutConfirmation(): boolean {
    return this.isInternal && this.metadata.logout_confirmation === 'skip'
  }

  get requiresDpop(): boolean {
    return this.metadata.dpop_bound_access_tokens
  }

  get requiresPar(): boolean {
    return this.metadata.require_pushed_authorization_requests
  }

  get requiresPkce(): boolean {
    return profileOf(this.metadata).requiresPkce || this.isPublic || this.metadata.require_pkce
  }

  get rotatesRefreshTokens(): boolean {
    return profileOf(this.metadata).rotatesRefreshTokens
  }

  get idTokenAlgorithm(): SigningAlgorithm {
    return this.metadata.id_token_signed_response_alg
  }

  /** Where it wants to be told that a session has ended. */
  get backchannelLogoutUri(): string | undefined {
    return this.metadata.backchannel_logout_uri
  }

  /** Whether it takes part in logouts: only then do its ID tokens name the session. */
  get hasLogoutAddress(): boolean {
    const { backchannel_logout_uri: backchannel, post_logout_redirect_uris: afterwards } = this.metadata
    return backchannel !== undefined || afterwards.length > 0
  }

  /** The pinned algorithm alone, else all that its profile allows. */
  get assertionAlgorithms(): readonly SigningAlgorithm[] {
    const pinned = this.metadata.token_endpoint_auth_signing_alg
    return pinned ? [pinned] : profileOf(this.metadata).signingAlgorithms
  }

  /** Whether its assertions may be made for an endpoint, or for the issuer alone. */
  get acceptsEndpointAudience(): boolean {
    return profileOf(this.metadata).acceptsEndpointAudience
  }

  /** Whether it may prove itself by this method: the registered one, or where none was named, its secret in the header or the form. */
  acceptsMethod(method: ClientAuthMethod): boolean {
    const { token_endpoint_auth_method: registered, token_endpoint_auth_method_any: takesEither } = this.metadata
    return method === registered || (takesEither === true && secretMethods.has(method))
  }

  /** The audiences it serves as a resource server, where it named any. */
  get audiences(): readonly string[] | undefined {
    return this.metadata.resources
  }

  allowsGrant(grantType: string): grantType is GrantType {
    return this.metadata.grant_types.some((allowed) => allowed === grantType)
  }
}
