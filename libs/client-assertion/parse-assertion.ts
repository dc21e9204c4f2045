import { defineCheck } from '../checks/define-check'
import { parseCompactJws } from '../jws/parse-compact-jws'
import type { CompactJws } from '../jws/parse-compact-jws'
import { readOrRefuse } from './read-or-refuse'

/** A client assertion is one signed JWT in compact form, read by the letter. */
export const parseAssertion = defineCheck({
  name: 'parse-assertion',
  clauses: ['RFC7523-3', 'RFC7515-7.1', 'RFC7515-4.1.11', 'RFC7519-4'],
  hint: 'Send client_assertion as a compact JWS of at most 8192 bytes: three base64url parts without padding, no crit header, no repeated member.',
  check: (assertion: string): CompactJws => readOrRefuse(() => parseCompactJws(assertion)),
})
