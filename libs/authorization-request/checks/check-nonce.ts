import { defineCheck } from '../../checks/define-check'
import { invalidRequest } from '../../oauth-errors/factories'
import { words } from '../../oauth-params/excerpt'
import type { AuthorizationParams } from '../authorization-params'

const maxLength = 512

/** A nonce stands in the ID token unaltered or is refused; never cut. */
export const checkNonce = defineCheck({
  name: 'check-nonce',
  clauses: ['OIDCC-3.1.2.1', 'FAPI2-SP-FINAL-5.3.2.2-14'],
  hint: `Send a nonce of at most ${maxLength} characters; a random value of 43 characters is enough.`,
  check({ nonce = '' }: AuthorizationParams) {
    if (nonce.length > maxLength)
      throw invalidRequest(`nonce is longer than ${maxLength} characters`, { received: words`${nonce.length} characters` })
  },
})
