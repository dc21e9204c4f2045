import { defineCheck } from '../../checks/define-check'
import { invalidRequest } from '../../oauth-errors/factories'
import { excerpt, excerptWhole } from '../../oauth-params/excerpt'
import type { AuthorizationParams } from '../authorization-params'

const modes = ['query', 'form_post']

/** An answer travels in the query or in a form, as announced. */
export const checkResponseMode = defineCheck({
  name: 'check-response-mode',
  clauses: ['OAUTH-RESPONSE-TYPES-2.1', 'OAUTH-FORM-POST-2'],
  hint: 'Leave response_mode out, or send query or form_post.',
  check({ response_mode: mode = 'query' }: AuthorizationParams) {
    if (!modes.includes(mode))
      throw invalidRequest('response_mode is not supported', { expected: excerptWhole(modes.join(' or ')), received: excerpt(mode) })
  },
})
