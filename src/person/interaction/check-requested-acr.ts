import type { ClaimsRequest, ClaimRequest } from '#libs/authorization-request/claims-request'
import { defineCheck } from '#libs/checks/define-check'
import { unmetAuthenticationRequirements } from '#libs/oauth-errors/factories'
import { excerpt, excerptWhole } from '#libs/oauth-params/excerpt'

/** Refuses when the client calls an authentication context essential and the login does not amount to it. */
export const checkRequestedAcr = defineCheck({
  name: 'check-requested-acr',
  clauses: ['OIDCC-5.5.1.1', 'SEC-211'],
  hint: 'Ask for one of the acr_values_supported, or do not call acr essential.',
  check(claims: ClaimsRequest | undefined, acr: string) {
    const wanted = acrOf(claims)
    if (!wanted?.essential) return
    const accepted = [wanted.value, ...(wanted.values ?? [])].filter((value) => value !== undefined)
    if (accepted.length > 0 && !accepted.includes(acr))
      throw unmetAuthenticationRequirements('the login does not meet the requested acr', {
        expected: excerpt(JSON.stringify(accepted), 200),
        received: excerptWhole(acr),
      })
  },
})

const acrOf = (claims: ClaimsRequest | undefined): ClaimRequest | null | undefined =>
  claims && Object.hasOwn(claims.id_token, 'acr') ? claims.id_token['acr'] : undefined
