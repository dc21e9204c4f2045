import { defineCheck } from '../../checks/define-check'
import { invalidRequest } from '../../oauth-errors/factories'
import type { AuthorizationParams } from '../authorization-params'

const maxLength = 8192
const compactJws = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/

/** An id_token_hint looks like an ID token before anybody decodes it. Its value is personal: no evidence shows it. */
export const checkIdTokenHint = defineCheck({
  name: 'check-id-token-hint',
  clauses: ['OIDCC-3.1.2.1'],
  hint: 'Send as id_token_hint an ID token that this server issued to this client, unaltered.',
  check({ id_token_hint: idToken }: AuthorizationParams) {
    if (idToken === undefined) return
    if (idToken.length > maxLength) throw invalidRequest(`id_token_hint is longer than ${maxLength} characters`)
    if (!compactJws.test(idToken)) throw invalidRequest('id_token_hint is not a signed JWT')
  },
})
