import { defineCheck } from '../../checks/define-check'
import { invalidRequest } from '../../oauth-errors/factories'
import type { AuthorizationParams } from '../authorization-params'

const maxLength = 1024
const hints = ['acr_values', 'ui_locales', 'claims_locales', 'login_hint', 'display'] as const

/** Hints may say what nobody knows, for they are ignored then; but not at any length. */
export const checkHintLengths = defineCheck({
  name: 'check-hint-lengths',
  clauses: ['OIDCC-3.1.2.1', 'OIDCC-5.2'],
  hint: `Keep acr_values, ui_locales, claims_locales, login_hint and display to ${maxLength} characters each.`,
  check(params: AuthorizationParams) {
    const tooLong = hints.find((name) => (params[name] ?? '').length > maxLength)
    if (tooLong) throw invalidRequest(`${tooLong} is longer than ${maxLength} characters`)
  },
})
