import { defineCheck } from '../../checks/define-check'
import { invalidRequest, unauthorizedClient, unsupportedResponseType } from '../../oauth-errors/factories'
import { excerpt, words } from '../../oauth-params/excerpt'
import type { AuthorizationParams } from '../authorization-params'
import type { AuthorizationContext } from '../requirement'

/** A request asks for a code, for nothing else, and for a client that may redeem codes. */
export const checkResponseType = defineCheck({
  name: 'check-response-type',
  clauses: ['RFC6749-3.1.1', 'RFC6749-4.1.2.1', 'FAPI2-SP-FINAL-5.3.2.2-1', 'RFC9700-2.1.2'],
  hint: 'Send response_type=code; tokens are never given through the browser.',
  check({ response_type: responseType }: AuthorizationParams, { client }: AuthorizationContext) {
    if (responseType === undefined) throw invalidRequest('response_type is required')
    if (responseType !== 'code')
      throw unsupportedResponseType('response_type must be code', { expected: words`code`, received: excerpt(responseType) })
    if (!client.allowsGrant('authorization_code')) throw unauthorizedClient('this client may not use the authorization code grant')
  },
})
