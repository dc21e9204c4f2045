import { defineCheck } from '../../checks/define-check'
import { invalidRequest } from '../../oauth-errors/factories'
import type { AuthorizationParams } from '../authorization-params'

/** A pushed request is the request itself: it never refers to another one. */
export const rejectRequestUri = defineCheck({
  name: 'reject-request-uri',
  clauses: ['RFC9126-2.1'],
  hint: 'Push the parameters themselves; the request_uri comes in the answer and goes to the authorization endpoint.',
  check({ request_uri: requestUri }: AuthorizationParams) {
    if (requestUri !== undefined) throw invalidRequest('request_uri must not be sent to the pushed authorization request endpoint')
  },
})
