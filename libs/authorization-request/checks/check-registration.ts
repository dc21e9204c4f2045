import { defineCheck } from '../../checks/define-check'
import { registrationNotSupported } from '../../oauth-errors/factories'
import type { AuthorizationParams } from '../authorization-params'

/** A client is registered before it asks, never within a request. */
export const checkRegistration = defineCheck({
  name: 'check-registration',
  clauses: ['OIDCC-3.1.2.6', 'OIDCC-7.2.1'],
  hint: 'Leave the registration parameter out: an operator registers the client.',
  check({ registration }: AuthorizationParams) {
    if (registration !== undefined) throw registrationNotSupported('the registration parameter is not supported')
  },
})
