import { defineCheck } from '#libs/checks/define-check'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import type { DpopProof } from '#libs/dpop-proof/dpop-proof'
import { invalidGrant, invalidRequest, invalidScope } from '#libs/oauth-errors/factories'
import { excerpt, excerptWhole } from '#libs/oauth-params/excerpt'
import { parseScope } from '#libs/scope/parse-scope'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import type { Grant } from '#records/grants/grant'
import type { RefreshToken } from '../refresh-tokens.repository'
import { checkScopesLeft } from './check-scopes-left'

export const checkRefreshTokenPresence = defineCheck({
  name: 'refresh-token-presence',
  clauses: ['RFC6749-6'],
  hint: 'Send the refresh_token that came with the last tokens.',
  check(token: string | undefined): string {
    if (token === undefined) throw invalidRequest('refresh_token is required')
    return token
  },
})

export const checkRefreshTokenKnown = defineCheck({
  name: 'refresh-token-known',
  clauses: ['RFC6749-6', 'OIDCC-12.3', 'SEC-218', 'SEC-227'],
  hint: 'The refresh token is unknown here, belongs to another client, or was idle or alive for too long. Ask the person anew.',
  check(token: RefreshToken | undefined, client: RegisteredClient, now: EpochSeconds): RefreshToken {
    if (!token) throw invalidGrant('refresh_token is not valid', { reason: 'no such refresh token was issued' })
    if (token.clientId !== client.clientId)
      throw invalidGrant('refresh_token is not valid', {
        reason: 'it belongs to another client',
        expected: excerptWhole(token.clientId),
        received: excerptWhole(client.clientId),
      })
    if (token.expiresAt <= now) throw invalidGrant('refresh_token is not valid', { reason: 'it has expired' })
    return token
  },
})

export const checkRefreshTokenKey = defineCheck({
  name: 'refresh-token-key',
  clauses: ['RFC9449-5', 'SEC-122'],
  hint: 'A public client refreshes with a proof of the key that it had at first.',
  check({ dpopJkt }: RefreshToken, proof: DpopProof | undefined) {
    if (dpopJkt !== null && proof?.jkt !== dpopJkt)
      throw invalidGrant('refresh_token is bound to another key', {
        expected: excerptWhole(dpopJkt),
        received: excerptWhole(proof?.jkt ?? 'no proof'),
      })
  },
})

export const checkRefreshTokenUnused = defineCheck({
  name: 'refresh-token-unused',
  clauses: ['RFC9700-4.14.2', 'SEC-219', 'SEC-220'],
  hint: 'Keep the newest refresh token only. Because an older one came again, the grant has ended; ask the person anew.',
  check(current: string | undefined): string {
    if (current === undefined)
      throw invalidGrant('refresh_token is not valid', { reason: 'it was rotated before, and may have been stolen' })
    return current
  },
})

/**
 * What a refresh may ask for: the granted scopes or fewer. What was taken from the client since is left out, and so is, for OpenID Connect
 * clients, what it was never registered for (OpenID Connect Core §3.1.2.1).
 */
export const checkRefreshScope = defineCheck({
  name: 'refresh-scope',
  clauses: ['RFC6749-6', 'OIDCC-12.1', 'SEC-224', 'SEC-225'],
  hint: 'Leave scope out, or ask for fewer scopes than were granted.',
  check(requested: string | undefined, grant: Grant, client: RegisteredClient): readonly string[] {
    const left = checkScopesLeft(grant, client)
    if (requested === undefined) return left
    const scopes = parseScope(requested)
    const isIgnored = (scope: string) => !client.isFapi2 && !client.scopes.has(scope)
    const beyond = scopes.filter((scope) => !left.includes(scope) && !isIgnored(scope))
    const wanted = scopes.filter((scope) => left.includes(scope))
    if (beyond.length > 0 || (scopes.length > 0 && wanted.length === 0))
      throw invalidScope('scope goes beyond what was granted', { expected: excerptWhole(left.join(' ')), received: excerpt(requested) })
    return wanted
  },
})

export const checkRefreshSession = defineCheck({
  name: 'refresh-session',
  clauses: ['OIDCC-11', 'SEC-226'],
  hint: 'Without offline_access a refresh token ends with the session it was made in. Ask for offline_access, or ask the person anew.',
  check(isAlive: boolean) {
    if (!isAlive) throw invalidGrant('refresh_token is not valid', { reason: 'the session it was made in has ended' })
  },
})

/** A grant whose tokens were bound to a key never falls back to bearer tokens. */
export const checkNoDowngrade = defineCheck({
  name: 'refresh-no-downgrade',
  clauses: ['RFC9449-5', 'SEC-123'],
  hint: 'Send a DPoP proof: this client has its tokens bound to a key.',
  check(wasBound: boolean, proof: DpopProof | undefined) {
    if (wasBound && !proof) throw invalidRequest('a DPoP proof is required for this refresh_token')
  },
})
