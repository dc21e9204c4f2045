import { toAuthorization } from '#libs/authorization/authorization'
import type { Authorization } from '#libs/authorization/authorization'
import type { KnownResources } from '#records/resources/resources.repository'
import type { Grant } from './grant'

/** What a grant allows where. One of before grants said so goes by what the resources knew then. */
export const authorizationOf = (
  { scopes, resources: audience, allowed }: Pick<Grant, 'scopes' | 'resources' | 'allowed'>,
  { earlyScopes }: KnownResources,
  issuer: string,
): Authorization =>
  allowed === undefined ? toAuthorization({ scopes, requested: audience, resources: earlyScopes, issuer }) : { audience, allowed }
