import { defineCheck } from '#libs/checks/define-check'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import type { DpopProof } from '#libs/dpop-proof/dpop-proof'
import { invalidGrant, invalidRequest } from '#libs/oauth-errors/factories'
import { excerpt, excerptWhole, words } from '#libs/oauth-params/excerpt'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import type { AuthorizationCode } from '../authorization-codes.repository'

export const checkCodePresence = defineCheck({
  name: 'code-presence',
  clauses: ['RFC6749-4.1.3'],
  hint: 'Send the code of the authorization response.',
  check(code: string | undefined): string {
    if (code === undefined) throw invalidRequest('code is required')
    return code
  },
})

export const checkCodeKnown = defineCheck({
  name: 'code-known',
  clauses: ['RFC6749-4.1.3', 'FAPI2-SP-FINAL-5.3.2.1-11', 'SEC-23'],
  hint: 'A code is good for 60 seconds, exactly as it came in the redirect. Redeem it at once.',
  check(code: AuthorizationCode | undefined, now: EpochSeconds): AuthorizationCode {
    if (!code) throw invalidGrant('code is not valid', { reason: 'no such code was issued' })
    if (code.usedAt === null && code.expiresAt <= now)
      throw invalidGrant('code is not valid', {
        reason: 'it has expired',
        expected: words`before ${code.expiresAt}`,
        received: words`at ${now}`,
      })
    return code
  },
})

/** A failed proof burns nothing: whoever holds the key may still redeem the code. */
export const checkCodeKey = defineCheck({
  name: 'code-key',
  clauses: ['RFC9449-10', 'RFC9449-10.1', 'FAPI2-SP-FINAL-5.3.2.1-12', 'SEC-117', 'SEC-118'],
  hint: 'Redeem the code with a proof of the key that the authorization request named in dpop_jkt or proved by its DPoP header.',
  check({ dpopJkt }: AuthorizationCode, proof: DpopProof | undefined) {
    if (dpopJkt !== null && proof?.jkt !== dpopJkt)
      throw invalidGrant('code is bound to another key', {
        expected: excerptWhole(dpopJkt),
        received: excerptWhole(proof?.jkt ?? 'no proof'),
      })
  },
})

export const checkCodeUnused = defineCheck({
  name: 'code-unused',
  clauses: ['RFC6749-4.1.2', 'FAPI2-SP-FINAL-5.3.2.2-9', 'SEC-35', 'SEC-201', 'SEC-202'],
  hint: 'A code is good once. Because it came a second time, everything that was issued for it has ended.',
  check(wasTaken: boolean) {
    if (!wasTaken) throw invalidGrant('code is not valid', { reason: 'it was used before' })
  },
})

export const checkCodeClient = defineCheck({
  name: 'code-client',
  clauses: ['RFC6749-4.1.3', 'SEC-200'],
  hint: 'Only the client that asked for a code can redeem it; the code is spent now.',
  check(code: AuthorizationCode, client: RegisteredClient) {
    if (code.clientId !== client.clientId)
      throw invalidGrant('code is not valid', {
        reason: 'it belongs to another client',
        expected: excerptWhole(code.clientId),
        received: excerptWhole(client.clientId),
      })
  },
})

export const checkCodeRedirectUri = defineCheck({
  name: 'code-redirect-uri',
  clauses: ['RFC6749-4.1.3', 'SEC-188'],
  hint: 'Send the same redirect_uri as in the authorization request; the code is spent now.',
  check(code: AuthorizationCode, redirectUri: string | undefined) {
    if (redirectUri !== code.redirectUri)
      throw invalidGrant('redirect_uri is not the one of the authorization request', {
        expected: excerptWhole(code.redirectUri),
        received: excerpt(redirectUri, 200),
      })
  },
})
