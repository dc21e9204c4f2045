import { defineCheck } from '../checks/define-check'
import { excerptClaim } from '../jws/excerpt-claim'
import { invalidToken } from '../oauth-errors/factories'
import { excerptWhole } from '../oauth-params/excerpt'

/** An access token opens the resource servers that it names and no other, so that none of them can use it elsewhere. */
export const checkAccessTokenAudience = defineCheck({
  name: 'check-access-token-audience',
  clauses: ['RFC9068-4', 'RFC8707-2'],
  hint: 'Ask for a token with resource set to this API’s identifier, or for a scope that belongs to it.',
  check({ aud }: Readonly<Record<string, unknown>>, audience: string): void {
    if ([aud].flat().includes(audience)) return
    throw invalidToken('the access token is for another audience', { expected: excerptWhole(audience), received: excerptClaim(aud) })
  },
})
