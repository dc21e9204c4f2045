import { defineCheck } from '../checks/define-check'
import { stringClaim } from '../jws/claim-types'
import { excerptClaim } from '../jws/excerpt-claim'
import { invalidClient } from '../oauth-errors/factories'
import { readOrRefuse } from './read-or-refuse'

/** A client speaks for itself: iss and sub are both its client_id. */
export const checkAssertionSubject = defineCheck({
  name: 'check-assertion-subject',
  clauses: ['RFC7523-3', 'OIDCC-9'],
  hint: 'Set iss and sub of the client assertion to the client_id.',
  check(claims: Readonly<Record<string, unknown>>, clientId: string): void {
    for (const name of ['iss', 'sub']) {
      const value = readOrRefuse(() => stringClaim(claims, name))
      if (value === clientId) continue
      throw invalidClient(`${name} of the client assertion is not the client_id`, {
        expected: excerptClaim(clientId),
        received: excerptClaim(value),
      })
    }
  },
})
