import { defineCheck } from '../checks/define-check'
import { stringClaim } from '../jws/claim-types'
import { invalidClient } from '../oauth-errors/factories'
import { words } from '../oauth-params/excerpt'
import { readOrRefuse } from './read-or-refuse'

const maxLength = 256

/** An assertion has a jti, by which its second use is known; whether this is the second is the caller's question to the database. */
export const checkAssertionId = defineCheck({
  name: 'check-assertion-id',
  clauses: ['RFC7523-3', 'OIDCC-9'],
  hint: 'Give each client assertion a fresh random jti of 1 to 256 characters.',
  check(claims: Readonly<Record<string, unknown>>): void {
    const length = readOrRefuse(() => stringClaim(claims, 'jti'))?.length ?? 0
    if (length >= 1 && length <= maxLength) return
    throw invalidClient('jti of the client assertion is missing, empty or too long', {
      expected: words`1 to ${maxLength} characters`,
      received: words`${length} characters`,
    })
  },
})
