import type { Request } from 'express'
import { defineCheck } from '#libs/checks/define-check'
import { enforces } from '#libs/checks/enforces'
import { invalidRequest } from '#libs/oauth-errors/factories'

enforces('RFC6750-2.1')

/** A request says once who it comes from: of two headers, a proxy might read the other one. */
const checkSingleAuthorization = defineCheck({
  name: 'check-single-authorization',
  clauses: ['RFC9110-11.6.2', 'SEC-110', 'SEC-146'],
  hint: 'Send one Authorization header.',
  check(values: readonly string[]) {
    if (values.length > 1) throw invalidRequest('more than one Authorization header')
  },
})

/**
 * The request's Authorization header.
 *
 * @throws OAuthError invalid_request when there are several
 */
export function authorizationOf(request: Request): string | undefined {
  checkSingleAuthorization(request.headersDistinct['authorization'] ?? [])
  return request.headers.authorization
}
