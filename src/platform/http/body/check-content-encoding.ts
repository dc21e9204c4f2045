import { defineCheck } from '#libs/checks/define-check'
import { excerpt, words } from '#libs/oauth-params/excerpt'
import { unsupportedMediaType } from '../errors/http-refusals'

/** Bodies come as they are: what unpacks to a gigabyte is never unpacked. */
export const checkContentEncoding = defineCheck({
  name: 'check-content-encoding',
  clauses: ['RFC9110-8.4', 'SEC-368'],
  hint: 'Send the body without content-encoding.',
  check(encoding: string | undefined) {
    if (encoding === undefined || encoding.toLowerCase() === 'identity') return
    throw unsupportedMediaType('the body must come without content-encoding', { expected: words`identity`, received: excerpt(encoding) })
  },
})
