import { identityScopes } from '../token-claims/claims-of-scope'

/** For each resource, by its identifier, the scopes that count there. */
export type ScopesByResource = ReadonlyMap<string, readonly string[]>

/**
 * What a client may do where: one value for the consent page, the consent record, the grant and the audience of access tokens.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8707#section-2
 */
export interface Authorization {
  /** The resources that access tokens may be for. */
  readonly audience: readonly string[]
  /** The scopes allowed at each of them. Scopes about the person are allowed at this server, whatever an access token is for. */
  readonly allowed: ScopesByResource
}

export interface AuthorizationFacts {
  readonly scopes: readonly string[]
  /** `resource` of the authorization request (RFC 8707 §2.1), as the operator spells it. */
  readonly requested: readonly string[]
  /** Every resource with the scopes it knows. */
  readonly resources: ScopesByResource
  readonly issuer: string
}

export const isIdentityScope = (scope: string): boolean => identityScopes.includes(scope)

const ownersOf = (scope: string, resources: ScopesByResource): readonly string[] =>
  [...resources].filter(([, known]) => known.includes(scope)).map(([resource]) => resource)

/** The resources named, else those that own the scopes (and this server where openid is among them), else this server. */
function audienceOf({ scopes, requested, resources, issuer }: AuthorizationFacts): readonly string[] {
  if (requested.length > 0) return [...new Set(requested)]
  const owners = [...resources.keys()].filter((resource) => scopes.some((scope) => resources.get(resource)?.includes(scope)))
  const audience = scopes.includes('openid') ? [...new Set([...owners, issuer])] : owners
  return audience.length > 0 ? audience : [issuer]
}

/** Works out what a request asks for: which scopes, at which resources. A scope that no resource owns counts wherever the token goes. */
export function toAuthorization(facts: AuthorizationFacts): Authorization {
  const { scopes, resources, issuer } = facts
  const [audience, identity] = [audienceOf(facts), scopes.filter(isIdentityScope)]
  const others = scopes.filter((scope) => !isIdentityScope(scope)).map((scope) => ({ scope, owners: ownersOf(scope, resources) }))
  const scopesAt = (resource: string) =>
    others.filter(({ owners }) => owners.length === 0 || owners.includes(resource)).map(({ scope }) => scope)
  const allowed = new Map(audience.map((resource) => [resource, scopesAt(resource)]))
  if (identity.length > 0) allowed.set(issuer, [...identity, ...(allowed.get(issuer) ?? [])])
  return { audience, allowed }
}
