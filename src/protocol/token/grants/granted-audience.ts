import { resolveAudience } from '#libs/token-claims/resolve-audience'
import type { Audience } from '#libs/token-claims/resolve-audience'
import type { Grant } from '#records/grants/grant'
import { authorizationOf } from '#records/grants/grant-authorization'
import type { KnownResources } from '#records/resources/resources.repository'

export interface GrantedAudienceFacts {
  readonly grant: Grant
  /** Those that are wanted now, all granted. */
  readonly scopes: readonly string[]
  /** `resource` of the token request. */
  readonly requested: readonly string[]
  readonly resources: KnownResources
  readonly issuer: string
}

/**
 * Whom an access token of this grant is for.
 *
 * @throws OAuthError invalid_target
 */
export const grantedAudience = ({ grant, resources, ...facts }: GrantedAudienceFacts): Audience =>
  resolveAudience({ ...facts, authorization: authorizationOf(grant, resources, facts.issuer), resources: resources.scopes })
