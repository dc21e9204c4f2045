import { defineCheck } from '../../checks/define-check'
import { requestNotSupported } from '../../oauth-errors/factories'
import type { AuthorizationParams } from '../authorization-params'

/** Request objects are not read, and a parameter that would be overlooked is refused. */
export const rejectRequestObject = defineCheck({
  name: 'reject-request-object',
  clauses: ['OIDCC-3.1.2.6', 'OIDCC-6.1'],
  hint: 'Send the parameters themselves, pushed where they must not be altered; the request parameter is not supported.',
  check({ request }: AuthorizationParams) {
    if (request !== undefined) throw requestNotSupported('the request parameter is not supported')
  },
})
