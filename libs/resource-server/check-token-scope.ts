import { defineCheck } from '../checks/define-check'
import { insufficientScope } from '../oauth-errors/factories'

/** An access token opens what its scope names. */
export const checkTokenScope = defineCheck({
  name: 'check-token-scope',
  clauses: ['RFC6750-3.1', 'FAPI2-SP-FINAL-5.3.4-4'],
  hint: 'Ask for the scope in the authorization request; the person or the operator may have granted less.',
  check({ scopes }: { readonly scopes: readonly string[] }, required: string): void {
    if (scopes.includes(required)) return
    throw insufficientScope(`the scope ${required} is required`, { expected: required, received: scopes.join(' ').slice(0, 200) })
  },
})
