import { defineCheck } from '../../checks/define-check'
import { invalidScope } from '../../oauth-errors/factories'
import { excerpt, excerptWhole } from '../../oauth-params/excerpt'
import type { AuthorizationParams } from '../authorization-params'
import { grantableScopes } from '../grantable-scopes'
import type { AuthorizationContext } from '../requirement'

/**
 * A FAPI 2.0 client asks for scopes that it is registered for and no others. Of what an OpenID Connect client names, the others are
 * ignored, as long as something is left.
 */
export const checkScope = defineCheck({
  name: 'check-scope',
  clauses: ['RFC6749-3.3', 'RFC6749-4.1.2.1', 'OIDCC-3.1.2.1'],
  hint: "Send scope with names from the client's registered scope; openid asks for an ID token.",
  check(params: AuthorizationParams, { client }: AuthorizationContext) {
    const { unknown } = grantableScopes(params, client)
    const [strange] = unknown
    const evidence = { expected: excerptWhole(client.metadata.scope), received: excerpt(params.scope) }
    if (strange !== undefined && client.isFapi2)
      throw invalidScope('scope holds a name that is not registered for this client', { ...evidence, received: excerpt(strange) })
    if (params.scope === undefined && client.scopes.size === 0) throw invalidScope('scope is required: none is registered for this client')
    if (strange !== undefined && unknown.length === new Set(params.scope?.split(' ')).size)
      throw invalidScope('scope holds no name that is registered for this client', evidence)
  },
})
