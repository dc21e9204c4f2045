import { defineCheck } from '../../checks/define-check'
import { invalidRequest } from '../../oauth-errors/factories'
import type { AuthorizationParams } from '../authorization-params'
import type { AuthorizationContext } from '../requirement'

/** A client that must push its requests can not send one through the browser. */
export const checkParRequired = defineCheck({
  name: 'check-par-required',
  clauses: ['RFC9126-5', 'RFC9126-6', 'FAPI2-SP-FINAL-5.3.2.2-3'],
  hint: 'POST the parameters to the pushed_authorization_request_endpoint and send client_id and the request_uri you receive.',
  check(_: AuthorizationParams, { client }: AuthorizationContext) {
    if (client.requiresPar) throw invalidRequest('this client must use pushed authorization requests')
  },
})
