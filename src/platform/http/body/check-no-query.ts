import { defineCheck } from '#libs/checks/define-check'
import { invalidRequest } from '#libs/oauth-errors/factories'

/** What is posted stands in the body: a query would put secrets into logs. */
export const checkNoQuery = defineCheck({
  name: 'check-no-query',
  clauses: ['RFC6749-2.3.1', 'RFC6749-3.2', 'SEC-354'],
  hint: 'Send all parameters in the body of the POST request, none in the URL.',
  check(url: string) {
    if (url.includes('?')) throw invalidRequest('parameters must not stand in the query of a POST request')
  },
})
