import { defineCheck } from '../checks/define-check'
import { invalidRequest, invalidToken } from '../oauth-errors/factories'
import { parseAuthorization } from './parse-authorization'
import type { PresentedAccessToken } from './parse-authorization'
import type { ResourceRequest } from './resource-request'

/** A request to an API brings its access token in the Authorization header, and never in its address, where logs would keep it. */
export const checkTokenPresence = defineCheck({
  name: 'check-token-presence',
  clauses: ['RFC6750-2.1', 'RFC6750-3.1', 'FAPI2-SP-FINAL-5.3.4-1', 'FAPI2-SP-FINAL-5.3.4-2'],
  hint: 'Send the access token in the Authorization header: "DPoP <token>" when it is bound to a key, else "Bearer <token>".',
  check({ url, authorization }: ResourceRequest): PresentedAccessToken {
    if (URL.parse(url)?.searchParams.has('access_token')) throw invalidRequest('an access token must not stand in the address')
    const presented = parseAuthorization(authorization)
    if (!presented) throw invalidToken('an access token is required')
    return presented
  },
})
