import { defineCheck } from '../checks/define-check'
import { invalidRequest } from '../oauth-errors/factories'
import { excerpt } from './excerpt'

/** No parameter is read without a bound, so that no work can grow with what a stranger sends. */
export const checkParameterLength = defineCheck({
  name: 'check-parameter-length',
  clauses: ['SEC-304', 'SEC-305', 'CWE-407', 'CWE-770'],
  hint: 'Send a shorter value; the description names the parameter and the limit.',
  check(name: string, value: string, longest: number) {
    if (value.length > longest) throw invalidRequest(`the parameter ${excerpt(name, 40)} is longer than ${longest} characters`)
  },
})
