import { defineCheck } from '../../checks/define-check'
import { requestUriNotSupported } from '../../oauth-errors/factories'
import type { AuthorizationParams } from '../authorization-params'

/** A request_uri that we did not hand out is never fetched. */
export const rejectRequestUriByValue = defineCheck({
  name: 'reject-request-uri-by-value',
  clauses: ['OIDCC-3.1.2.6', 'OIDCC-6.2'],
  hint: 'Push the request and send the request_uri from the answer; addresses of your own are not fetched.',
  check({ request_uri: requestUri }: AuthorizationParams) {
    if (requestUri !== undefined) throw requestUriNotSupported('request_uri is supported for pushed authorization requests only')
  },
})
