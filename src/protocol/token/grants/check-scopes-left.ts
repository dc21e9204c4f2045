import { defineCheck } from '#libs/checks/define-check'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import { invalidGrant } from '#libs/oauth-errors/factories'
import type { Grant } from '#records/grants/grant'

/** Of the granted scopes, those that the client may still have: what was taken from it since goes, the rest stays. */
export const checkScopesLeft = defineCheck({
  name: 'scopes-left',
  clauses: ['RFC6749-3.3', 'RFC6749-6', 'SEC-225'],
  hint: 'The client is registered for none of the granted scopes any more. Ask the operator, then the person anew.',
  check({ scopes }: Grant, client: RegisteredClient): readonly string[] {
    const left = scopes.filter((scope) => client.scopes.has(scope))
    if (scopes.length > 0 && left.length === 0)
      throw invalidGrant('the grant has ended', { reason: 'the client is registered for none of its scopes any more' })
    return left
  },
})
