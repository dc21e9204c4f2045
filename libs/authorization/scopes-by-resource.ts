import { isSubset } from '../scope/is-subset'
import type { ScopesByResource } from './authorization'

/** Whether each scope of the first is among the second's of the same resource. */
export const coversScopes = (known: ScopesByResource, wanted: ScopesByResource): boolean =>
  [...wanted].every(([resource, scopes]) => {
    const at = known.get(resource)
    return at !== undefined && isSubset(scopes, at)
  })

/** What either of both allows. */
export function joinScopes(one: ScopesByResource, other: ScopesByResource): ScopesByResource {
  const joined = new Map(one)
  for (const [resource, scopes] of other) joined.set(resource, [...new Set([...(joined.get(resource) ?? []), ...scopes])])
  return joined
}

/** As a row keeps it. */
export const scopesToJson = (scopes: ScopesByResource): string => JSON.stringify(Object.fromEntries(scopes))

/** From a row; undefined where it was written before rows said where scopes count. */
export const scopesFromJson = (json: unknown): ScopesByResource | undefined =>
  typeof json === 'string' ? new Map(Object.entries(JSON.parse(json) as Record<string, string[]>)) : undefined
