import { defineCheck } from '../checks/define-check'
import { insufficientScope } from '../oauth-errors/factories'
import { excerpt, excerptWhole } from '../oauth-params/excerpt'

/** An access token opens what its scope names. */
export const checkTokenScope = defineCheck({
  name: 'check-token-scope',
  clauses: ['RFC6750-3.1', 'FAPI2-SP-FINAL-5.3.4-4'],
  hint: 'Ask for the scope in the authorization request; the person or the operator may have granted less.',
  check({ scopes }: { readonly scopes: readonly string[] }, required: string): void {
    if (scopes.includes(required)) return
    throw insufficientScope(`the scope ${required} is required`, {
      expected: excerptWhole(required),
      received: excerpt(scopes.join(' '), 200),
    })
  },
})
