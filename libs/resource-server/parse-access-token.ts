import { defineCheck } from '../checks/define-check'
import { parseCompactJws } from '../jws/parse-compact-jws'
import type { CompactJws } from '../jws/parse-compact-jws'
import { orInvalidToken } from './or-invalid-token'

/** An access token is one signed JWT in compact form, read by the letter. */
export const parseAccessToken = defineCheck({
  name: 'parse-access-token',
  clauses: ['RFC9068-2', 'RFC7515-7.1', 'RFC7519-4'],
  hint: 'Send the access token as it was issued, unchanged and whole.',
  check: (token: string): CompactJws => orInvalidToken(() => parseCompactJws(token)),
})
