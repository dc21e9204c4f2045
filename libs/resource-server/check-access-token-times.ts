import { defineCheck } from '../checks/define-check'
import { timeClaim } from '../jws/claim-types'
import { invalidToken } from '../oauth-errors/factories'
import { words } from '../oauth-params/excerpt'
import type { AccessTokenRules } from './access-token-rules'
import { orInvalidToken } from './or-invalid-token'

type Claims = Readonly<Record<string, unknown>>
type TimeRules = Required<Pick<AccessTokenRules, 'now' | 'clockSkewSeconds'>>

const read = (claims: Claims, name: string) => orInvalidToken(() => timeClaim(claims, name))

/** An access token lives until exp, and from nbf on where it says so. */
export const checkAccessTokenTimes = defineCheck({
  name: 'check-access-token-times',
  clauses: ['RFC9068-4', 'RFC7519-4.1', 'FAPI2-SP-FINAL-5.3.4-3'],
  hint: 'Refresh the access token before its exp, by a synchronised clock.',
  check(claims: Claims, { now, clockSkewSeconds }: TimeRules): void {
    const [exp, nbf] = [read(claims, 'exp'), read(claims, 'nbf')]
    if (exp === undefined) throw invalidToken('exp is missing in the access token')
    if (exp + clockSkewSeconds <= now)
      throw invalidToken('the access token has expired', { expected: words`after ${now}`, received: words`${exp}` })
    if (nbf !== undefined && nbf - clockSkewSeconds > now)
      throw invalidToken('the access token is not valid yet', { expected: words`at most ${now}`, received: words`${nbf}` })
  },
})
