import { enforces } from '../checks/enforces'
import { profileOf } from '../profiles/profile-of'
import type { ClientMetadata, GivenMetadata } from './client-metadata'

enforces('RFC7591-2', 'OIDCR-2')

/**
 * Fills what a registration left unsaid. A resource server says `grant_types: []`: forgetting both never makes one.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7591#section-2
 */
export function withDefaults(given: GivenMetadata): ClientMetadata {
  const profile = given.security_profile ?? 'oidc'
  const grantTypes = given.grant_types ?? ['authorization_code']
  return {
    security_profile: profile,
    client_type: 'external',
    application_type: 'web',
    redirect_uris: [],
    post_logout_redirect_uris: [],
    grant_types: grantTypes,
    response_types: grantTypes.includes('authorization_code') ? ['code'] : [],
    token_endpoint_auth_method: 'client_secret_basic',
    scope: '',
    id_token_signed_response_alg: profileOf({ security_profile: profile }).idTokenAlgorithm,
    scope_claims_in_id_token: false,
    dpop_bound_access_tokens: false,
    require_pushed_authorization_requests: false,
    require_pkce: false,
    require_auth_time: false,
    ...given,
  }
}
