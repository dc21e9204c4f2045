import { isIdentityScope } from './authorization'
import type { ScopesByResource } from './authorization'

/** A consent of before consents said where scopes count: the resources that were named, and the scopes, in no relation. */
export interface EarlyConsent {
  readonly scopes: readonly string[]
  /** Empty where none was ever named. */
  readonly resources: readonly string[]
}

/**
 * What such a consent surely means: the scopes about the person, and each scope that one resource alone owned, where no other
 * resource was named. Everything else is asked again.
 *
 * @param owners every resource of that time with the scopes it knew
 */
export function readEarlyConsent({ scopes, resources }: EarlyConsent, owners: ScopesByResource, issuer: string): ScopesByResource {
  const allowed = new Map<string, string[]>()
  const allow = (resource: string, ...more: string[]) => allowed.set(resource, [...(allowed.get(resource) ?? []), ...more])
  if (scopes.includes('openid')) allow(issuer)
  for (const scope of scopes) {
    if (isIdentityScope(scope)) allow(issuer, scope)
    const [owner, ...others] = [...owners].filter(([, known]) => known.includes(scope)).map(([resource]) => resource)
    if (owner !== undefined && others.length === 0 && resources.every((named) => named === owner)) allow(owner, scope)
  }
  return allowed
}
