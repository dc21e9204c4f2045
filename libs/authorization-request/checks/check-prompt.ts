import { defineCheck } from '../../checks/define-check'
import { invalidRequest } from '../../oauth-errors/factories'
import { excerpt, excerptWhole } from '../../oauth-params/excerpt'
import type { AuthorizationParams } from '../authorization-params'

const prompts = ['none', 'login', 'consent', 'select_account']

/** A request asks for pages that we have; none stands alone. */
export const checkPrompt = defineCheck({
  name: 'check-prompt',
  clauses: ['OIDCC-3.1.2.1'],
  hint: 'Send prompt=none alone, or login, consent and select_account with one space between two.',
  check({ prompt }: AuthorizationParams) {
    if (prompt === undefined) return
    const asked = prompt.split(' ')
    const strange = asked.find((one) => !prompts.includes(one))
    if (strange !== undefined)
      throw invalidRequest('prompt holds an unknown value', { expected: excerptWhole(prompts.join(', ')), received: excerpt(strange) })
    if (asked.includes('none') && asked.length > 1) throw invalidRequest('prompt=none must stand alone', { received: excerpt(prompt) })
  },
})
