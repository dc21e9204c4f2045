import { defineCheck } from '#libs/checks/define-check'
import { invalidRequest } from '#libs/oauth-errors/factories'
import type { FormParams } from '#libs/oauth-params/form-params'
import { longest } from '#libs/oauth-params/longest'

/** Introspection and revocation are about one token. */
export const checkTokenParam = defineCheck({
  name: 'token-param',
  clauses: ['RFC7662-2.1', 'RFC7009-2.1'],
  hint: 'Send the token in the form, as token.',
  check(params: FormParams): string {
    const token = params.text('token', longest.token)
    if (token === undefined) throw invalidRequest('token is required')
    return token
  },
})
