import { findResource } from '../../authorization/resource-identifier'
import { defineCheck } from '../../checks/define-check'
import { invalidTarget } from '../../oauth-errors/factories'
import { excerpt } from '../../oauth-params/excerpt'
import { isAbsoluteUri } from '../../redirect-uri/absolute-uri'
import type { AuthorizationParams } from '../authorization-params'
import type { AuthorizationContext } from '../requirement'

/** A request asks for tokens at resources that the operator named, or at this server itself. */
export const checkResource = defineCheck({
  name: 'check-resource',
  clauses: ['RFC8707-2', 'RFC8707-2.1'],
  hint: 'Send resource as the identifier that the operator gave the resource: an absolute URI without a fragment.',
  check({ resource = [] }: AuthorizationParams, { resources, issuer }: AuthorizationContext) {
    for (const one of resource) {
      if (!isAbsoluteUri(one)) throw invalidTarget('resource must be an absolute URI without a fragment', { received: excerpt(one) })
      if (findResource(one, [issuer, ...resources.keys()]) === undefined)
        throw invalidTarget('resource is not known', { received: excerpt(one) })
    }
  },
})
