import { isIdentityScope } from '#libs/authorization/authorization'
import type { ScopesByResource } from '#libs/authorization/authorization'
import { excerptWhole } from '#libs/oauth-params/excerpt'
import { parseScope } from '#libs/scope/parse-scope'

/** What has to be known of a client. */
export interface ScopedClient {
  readonly client_id: string
  readonly scope: string
}

/** Scopes of a client that nothing answers: they look like access, and give none. */
function findUnanswered({ client_id: clientId, scope: scopes }: ScopedClient, known: ReadonlySet<string>): readonly string[] {
  const unanswered = parseScope(scopes).filter((scope) => !isIdentityScope(scope) && !known.has(scope))
  if (unanswered.length === 0) return []
  const names = excerptWhole(unanswered.join(' '))
  return [`client ${clientId}: no resource knows ${names}, and no claim comes of it`]
}

/** Scopes that several resources know: a token is for all of them unless its client names one. */
function findShared(resources: ScopesByResource): readonly string[] {
  return [...new Set([...resources.values()].flat())].flatMap((scope) => {
    const owners = [...resources].filter(([, scopes]) => scopes.includes(scope)).map(([resource]) => resource)
    return owners.length < 2
      ? []
      : [`scope ${scope} is known to ${owners.join(' and ')}: clients that name no resource ask for all of them`]
  })
}

/**
 * What is allowed in a seed, and probably not meant.
 *
 * @param resources every resource there is, of this seed or not
 */
export function findSeedWarnings(clients: readonly ScopedClient[], resources: ScopesByResource): readonly string[] {
  const known = new Set([...resources.values()].flat())
  return [...clients.flatMap((client) => findUnanswered(client, known)), ...findShared(resources)]
}
