import { hash } from 'node:crypto'
import { defineCheck } from '../checks/define-check'
import { excerptClaim } from '../jws/excerpt-claim'
import { invalidDpopProof } from '../oauth-errors/factories'
import { excerptWhole } from '../oauth-params/excerpt'

/** A proof beside an access token is made for that token. */
export const checkProofAccessToken = defineCheck({
  name: 'check-proof-access-token',
  clauses: ['RFC9449-4.3-12', 'RFC9449-7'],
  hint: 'Set ath to the base64url SHA-256 of the access token in the Authorization header.',
  check(ath: string | undefined, accessToken: string | undefined): void {
    if (ath === undefined || accessToken === undefined) return
    const expected = hash('sha256', accessToken, 'base64url')
    if (ath !== expected)
      throw invalidDpopProof('ath of the proof is not the hash of the access token', {
        expected: excerptWhole(expected),
        received: excerptClaim(ath),
      })
  },
})
