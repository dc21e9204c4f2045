import { defineCheck } from '../../checks/define-check'
import type { AuthorizationParams } from '../authorization-params'
import { parseClaimsParameter } from '../claims-request'

/** The claims parameter has the shape that OpenID Connect gives it. */
export const checkClaimsParameter = defineCheck({
  name: 'check-claims-parameter',
  clauses: ['OIDCC-5.5', 'OIDCC-5.5.1'],
  hint: 'Send claims as a JSON object of at most 4096 bytes: {"userinfo":{…},"id_token":{…}}, each claim null or an object.',
  check({ claims }: AuthorizationParams) {
    if (claims !== undefined) parseClaimsParameter(claims)
  },
})
