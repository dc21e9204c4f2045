import { isIdentityScope } from '../authorization/authorization'
import type { Authorization, ScopesByResource } from '../authorization/authorization'
import { findResource } from '../authorization/resource-identifier'
import { defineCheck } from '../checks/define-check'
import { invalidTarget } from '../oauth-errors/factories'
import { excerpt, excerptWhole } from '../oauth-params/excerpt'

export interface AudienceFacts {
  /** `resource` of the token request (RFC 8707 §2.2). */
  readonly requested: readonly string[]
  /** What was granted, or what the client may have for itself. */
  readonly authorization: Authorization
  /** The granted scopes that are wanted now. */
  readonly scopes: readonly string[]
  /** Every resource there is now, with the scopes it knows. */
  readonly resources: ScopesByResource
  readonly issuer: string
}

export interface Audience {
  readonly audience: readonly string[]
  /** The granted scopes that mean something to that audience. */
  readonly scopes: readonly string[]
  /** Those that count at this server, whoever the audience is: they release claims in ID tokens. */
  readonly scopesHere: readonly string[]
}

/** Of what was granted, the resources that there still are. */
const known = ({ authorization, resources, issuer }: AudienceFacts): readonly string[] =>
  authorization.audience.filter((resource) => resource === issuer || resources.has(resource))

/** The resource was asked for by itself, or one of its scopes is wanted now. */
const isWanted = (resource: string, { authorization, scopes }: AudienceFacts): boolean => {
  const allowed = authorization.allowed.get(resource) ?? []
  return allowed.length === 0 || allowed.some((scope) => scopes.includes(scope))
}

function defaultAudience(facts: AudienceFacts): readonly string[] {
  const all = known(facts)
  const [gone] = facts.authorization.audience
  if (all.length === 0)
    throw invalidTarget('a granted resource is no longer known', { ...(gone !== undefined && { received: excerptWhole(gone) }) })
  const wanted = all.filter((resource) => isWanted(resource, facts))
  return wanted.length > 0 ? wanted : all
}

function requestedAudience(facts: AudienceFacts): readonly string[] {
  const all = known(facts)
  const found = facts.requested.map((resource) => findResource(resource, all))
  const outside = found.indexOf(undefined)
  if (outside >= 0)
    throw invalidTarget('the resource is unknown or was not granted', {
      expected: excerptWhole(all.join(' ')),
      received: excerpt(facts.requested[outside] ?? ''),
    })
  return [...new Set(found.filter((resource) => resource !== undefined))]
}

/**
 * Scopes about the person go with every token. Every other scope goes where somebody of the audience was allowed it, and nobody of the
 * audience understands it without having been allowed it: a resource that learns a scope later gains nothing by older grants.
 */
const scopesFor = (audience: readonly string[], { authorization: { allowed }, scopes, resources }: AudienceFacts): readonly string[] =>
  scopes.filter((scope) => {
    if (isIdentityScope(scope)) return true
    const entitled = audience.filter((one) => allowed.get(one)?.includes(scope))
    return entitled.length > 0 && audience.every((one) => entitled.includes(one) || !resources.get(one)?.includes(scope))
  })

/**
 * Whom an access token is for: the resources asked for now, else those of the grant for which a scope is wanted. What has gone since is
 * left out; nothing is added.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8707#section-2.2
 */
export const resolveAudience = defineCheck({
  name: 'resolve-audience',
  clauses: ['RFC8707-2.2', 'RFC9068-3', 'RFC9700-2.3', 'FAPI2-SP-FINAL-5.3.2.1-14', 'RFC8707-3', 'SEC-26', 'SEC-215'],
  hint: 'Ask only for resources that the authorization request named, or that own one of the granted scopes.',
  check(facts: AudienceFacts): Audience {
    const audience = facts.requested.length > 0 ? requestedAudience(facts) : defaultAudience(facts)
    const here = facts.authorization.allowed.get(facts.issuer)
    return {
      audience,
      scopes: scopesFor(audience, facts),
      scopesHere: facts.scopes.filter((scope) => isIdentityScope(scope) || here?.includes(scope)),
    }
  },
})
