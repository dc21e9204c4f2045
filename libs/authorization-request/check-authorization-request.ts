import type { AuthorizationParams } from './authorization-params'
import type { AuthorizationContext, Door, Requirement } from './requirement'
import { redirectTargetRequirements, requirements } from './requirements'

const columns = { authorize: 1, par: 2 } as const

function runRows(rows: readonly Requirement[], door: Door, params: AuthorizationParams, context: AuthorizationContext): void {
  for (const row of rows) {
    const [check] = row
    if (row[columns[door]]) check(params, context)
  }
}

/**
 * Proves that errors may be sent to the request's redirect_uri. The authorization endpoint asks this first: what it refuses is told on
 * a page of our own, what is refused afterwards is told to the client.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1
 * @throws OAuthError what the failed check says
 */
export function checkRedirectTarget(params: AuthorizationParams, context: AuthorizationContext): void {
  runRows(redirectTargetRequirements, 'authorize', params, context)
}

/**
 * Asks everything of an authorization request, in the order of the tables. A pushed request that is judged again when it is opened is
 * judged at the door it came in by, 'par'.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9126#section-2.1
 * @throws OAuthError what the failed check says
 */
export function checkAuthorizationRequest(door: Door, params: AuthorizationParams, context: AuthorizationContext): void {
  runRows(redirectTargetRequirements, door, params, context)
  runRows(requirements, door, params, context)
}
