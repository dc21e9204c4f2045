import { defineCheck } from '../checks/define-check'
import { invalidRequest } from '../oauth-errors/factories'
import { excerpt } from './excerpt'
import type { FormParams } from './form-params'

/** A parameter stands once, known or not, so that no two readers of a request can read it differently; RFC 8707 alone lets one repeat. */
export const checkNoRepeats = defineCheck({
  name: 'check-no-repeats',
  clauses: ['RFC6749-3.1', 'RFC6749-3.2', 'RFC8707-2'],
  hint: 'Send each parameter once; only resource may stand more than once.',
  check(params: FormParams, except: readonly string[] = []) {
    const repeated = params.repeated().find((name) => !except.includes(name))
    if (repeated !== undefined) throw invalidRequest(`the parameter ${excerpt(repeated, 40)} stands more than once`)
  },
})
