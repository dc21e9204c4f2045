import { defineCheck } from '#libs/checks/define-check'
import { payloadTooLarge } from '../errors/http-refusals'

/** Nobody makes the server hold more than a request can need. */
export const checkBodySize = defineCheck({
  name: 'check-body-size',
  clauses: ['RFC9126-2.3', 'RFC9110-15.5.14', 'SEC-361'],
  hint: 'Send less than 64 kB.',
  check(bytes: number, maxBytes: number) {
    if (bytes > maxBytes) throw payloadTooLarge(maxBytes)
  },
})
