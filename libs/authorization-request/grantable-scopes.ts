import type { RegisteredClient } from '../client-metadata/registered-client'
import { parseScope } from '../scope/parse-scope'
import type { AuthorizationParams } from './authorization-params'

/** What becomes of the scopes that a request names. */
export interface GrantableScopes {
  readonly scopes: readonly string[]
  /** Names that the client is not registered for. */
  readonly unknown: readonly string[]
}

/**
 * The scopes that can be granted: those named that the client is registered for, and all of them but offline_access where none is named.
 * offline_access means nothing for a client that gets no refresh token (OpenID Connect Core §11): it is left out.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-3.3
 * @throws OAuthError invalid_scope when it is malformed
 */
export function grantableScopes({ scope }: AuthorizationParams, client: RegisteredClient): GrantableScopes {
  const named = scope === undefined ? [...client.scopes].filter((name) => name !== 'offline_access') : parseScope(scope)
  const isGrantable = (name: string) => client.scopes.has(name) && (name !== 'offline_access' || client.allowsGrant('refresh_token'))
  return { scopes: named.filter(isGrantable), unknown: named.filter((name) => !client.scopes.has(name)) }
}
