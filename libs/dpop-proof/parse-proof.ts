import { defineCheck } from '../checks/define-check'
import { JwsError } from '../jws/jws-error'
import { parseCompactJws } from '../jws/parse-compact-jws'
import type { CompactJws } from '../jws/parse-compact-jws'
import { invalidDpopProof } from '../oauth-errors/factories'

const maxBytes = 8000

/** A DPoP proof is a well-formed JWT, read by the letter and bounded before it is read. */
export const parseProof = defineCheck({
  name: 'parse-proof',
  clauses: ['RFC9449-4.3-2', 'RFC7515-7.1', 'RFC7515-4.1.11', 'RFC7519-4'],
  hint: 'Send the proof as a compact JWS of at most 8000 bytes: three base64url parts without padding, no crit header, no repeated member.',
  check(proof: string): CompactJws {
    try {
      return parseCompactJws(proof, maxBytes)
    } catch (error) {
      throw error instanceof JwsError ? invalidDpopProof(`the proof is not a well-formed JWT: ${error.reason}`) : error
    }
  },
})
