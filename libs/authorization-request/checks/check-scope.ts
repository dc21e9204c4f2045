import { defineCheck } from '../../checks/define-check'
import { invalidScope } from '../../oauth-errors/factories'
import { excerpt, excerptWhole } from '../../oauth-params/excerpt'
import { parseScope } from '../../scope/parse-scope'
import type { AuthorizationParams } from '../authorization-params'
import type { AuthorizationContext } from '../requirement'

/** A request names the scopes it wants, each one registered for its client; nothing is dropped in silence. */
export const checkScope = defineCheck({
  name: 'check-scope',
  clauses: ['RFC6749-3.3', 'RFC6749-4.1.2.1', 'OIDCC-3.1.2.1'],
  hint: "Send scope with names out of the client's registered scope; openid asks for an ID token.",
  check({ scope }: AuthorizationParams, { client }: AuthorizationContext) {
    if (scope === undefined) throw invalidScope('scope is required')
    const strange = parseScope(scope).find((name) => !client.scopes.has(name))
    if (strange === undefined) return
    throw invalidScope('scope holds a name that is not registered for this client', {
      expected: excerptWhole(client.metadata.scope),
      received: excerpt(strange),
    })
  },
})
