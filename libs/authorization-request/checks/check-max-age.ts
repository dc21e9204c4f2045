import { defineCheck } from '../../checks/define-check'
import { invalidRequest } from '../../oauth-errors/factories'
import { excerpt } from '../../oauth-params/excerpt'
import type { AuthorizationParams } from '../authorization-params'

const maxAgeSyntax = /^\d{1,10}$/

/** max_age is a number of seconds, written in digits and nothing else. */
export const checkMaxAge = defineCheck({
  name: 'check-max-age',
  clauses: ['OIDCC-3.1.2.1'],
  hint: 'Send max_age as whole seconds in decimal digits; 0 asks for a new login.',
  check({ max_age: maxAge }: AuthorizationParams) {
    if (maxAge !== undefined && !maxAgeSyntax.test(maxAge))
      throw invalidRequest('max_age must be a whole number of seconds', { received: excerpt(maxAge) })
  },
})
