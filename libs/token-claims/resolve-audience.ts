import { defineCheck } from '../checks/define-check'
import { invalidTarget } from '../oauth-errors/factories'
import { excerpt, excerptWhole } from '../oauth-params/excerpt'

export interface AudienceFacts {
  /** `resource` of the token request (RFC 8707 §2.2). */
  readonly requested: readonly string[]
  /** `resource` of the authorization request (RFC 8707 §2.1). */
  readonly granted: readonly string[]
  readonly scopes: readonly string[]
  /** Every resource with the scopes it knows. */
  readonly resources: ReadonlyMap<string, readonly string[]>
  readonly issuer: string
}

export interface Audience {
  readonly audience: readonly string[]
  /** The granted scopes that mean something to that audience. */
  readonly scopes: readonly string[]
}

const ownersOf = (scopes: readonly string[], resources: AudienceFacts['resources']): string[] =>
  [...resources].filter(([, known]) => known.some((scope) => scopes.includes(scope))).map(([resource]) => resource)

const defaultAudience = ({ granted, scopes, resources, issuer }: AudienceFacts): readonly string[] => {
  if (granted.length > 0) return granted
  const owners = ownersOf(scopes, resources)
  const audience = scopes.includes('openid') ? [...owners, issuer] : owners
  return audience.length > 0 ? audience : [issuer]
}

/** A scope that resources own is theirs alone; one that none owns goes with every audience. */
const scopesFor = (audience: readonly string[], { scopes, resources }: AudienceFacts): readonly string[] =>
  scopes.filter((scope) => {
    const owners = ownersOf([scope], resources)
    return owners.length === 0 || owners.some((owner) => audience.includes(owner))
  })

/**
 * Whom an access token is for: the resources asked for now, else those asked for at the start, else the owners of the granted scopes
 * (and this server where openid is granted), else this server.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8707#section-2.2
 */
export const resolveAudience = defineCheck({
  name: 'resolve-audience',
  clauses: ['RFC8707-2.2', 'RFC9068-3', 'RFC9700-2.3', 'FAPI2-SP-FINAL-5.3.2.1-14', 'RFC8707-3', 'SEC-26', 'SEC-215'],
  hint: 'Ask only for resources that the authorization request named, or that own one of the granted scopes.',
  check(facts: AudienceFacts): Audience {
    const all = defaultAudience(facts)
    const outside = facts.requested.find((resource) => !all.includes(resource))
    if (outside !== undefined)
      throw invalidTarget('the resource is unknown or was not granted', {
        expected: excerptWhole(all.join(' ')),
        received: excerpt(outside, 100),
      })
    const gone = all.find((resource) => resource !== facts.issuer && !facts.resources.has(resource))
    if (gone !== undefined) throw invalidTarget('a granted resource is no longer known', { received: excerptWhole(gone) })
    const audience = facts.requested.length > 0 ? [...new Set(facts.requested)] : all
    return { audience, scopes: scopesFor(audience, facts) }
  },
})
