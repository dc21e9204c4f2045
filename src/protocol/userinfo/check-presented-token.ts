import { defineCheck } from '#libs/checks/define-check'
import { invalidRequest, invalidToken } from '#libs/oauth-errors/factories'
import type { FormParams } from '#libs/oauth-params/form-params'
import { longest } from '#libs/oauth-params/longest'
import { parseAuthorization } from '#libs/resource-server/parse-authorization'
import type { PresentedAccessToken } from '#libs/resource-server/parse-authorization'

/** An access token as it came: how, and by which scheme. */
export interface PresentedToken extends PresentedAccessToken {
  readonly inBody: boolean
}

/**
 * Takes the access token out of a request: from the Authorization header, or from a form; never from the address.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-2
 * @see https://www.rfc-editor.org/rfc/rfc9449#section-7.1
 */
export const checkPresentedToken = defineCheck({
  name: 'check-presented-token',
  clauses: ['RFC6750-2', 'RFC6750-3.1', 'FAPI2-SP-FINAL-5.3.4-1', 'FAPI2-SP-FINAL-5.3.4-2', 'RFC9700-4.3.2', 'SEC-48', 'SEC-49', 'SEC-110'],
  hint: 'Send the access token in the Authorization header, once: "DPoP <token>" when it is bound to a key, else "Bearer <token>".',
  check(authorization: string | undefined, query: FormParams, form: FormParams): PresentedToken {
    if (query.has('access_token')) throw invalidRequest('an access token must not stand in the address')
    const [header, body] = [parseAuthorization(authorization), form.text('access_token', longest.token)]
    if (header && body !== undefined) throw invalidRequest('the access token came in more than one way')
    if (form.repeated().includes('access_token')) throw invalidRequest('access_token is repeated')
    if (header) return { ...header, inBody: false }
    if (body === undefined) throw invalidToken('an access token is required')
    return { scheme: 'bearer', value: body, inBody: true }
  },
})
