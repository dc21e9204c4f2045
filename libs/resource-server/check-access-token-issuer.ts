import { defineCheck } from '../checks/define-check'
import { excerptClaim } from '../jws/excerpt-claim'
import { invalidToken } from '../oauth-errors/factories'
import { excerptWhole } from '../oauth-params/excerpt'

/** An access token comes from the one authorization server that this resource server trusts, named letter by letter. */
export const checkAccessTokenIssuer = defineCheck({
  name: 'check-access-token-issuer',
  clauses: ['RFC9068-4'],
  hint: 'Get the access token from the authorization server that the API names as its own.',
  check({ iss }: Readonly<Record<string, unknown>>, issuer: string): void {
    if (iss !== issuer)
      throw invalidToken('the access token is from another issuer', { expected: excerptWhole(issuer), received: excerptClaim(iss) })
  },
})
