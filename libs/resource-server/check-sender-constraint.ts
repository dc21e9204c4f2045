import { defineCheck } from '../checks/define-check'
import { invalidToken } from '../oauth-errors/factories'

/** Where bearer tokens are not accepted, a token that is bound to no key opens nothing. */
export const checkSenderConstraint = defineCheck({
  name: 'check-sender-constraint',
  clauses: ['FAPI2-SP-FINAL-5.3.4-5'],
  hint: 'Get an access token that is bound to a key: send a DPoP proof with the token request.',
  check({ jkt }: { readonly jkt: string | undefined }): void {
    if (jkt === undefined) throw invalidToken('the access token is bound to no key')
  },
})
