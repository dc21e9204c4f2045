import { defineCheck } from '../checks/define-check'
import { isRecord } from '../jwk/is-record'
import { stringClaim, timeClaim } from '../jws/claim-types'
import { invalidToken } from '../oauth-errors/factories'
import { parseScope } from '../scope/parse-scope'
import { orInvalidToken } from './or-invalid-token'
import type { VerifiedAccessToken } from './verified-access-token'

type Claims = Readonly<Record<string, unknown>>

function text(claims: Claims, name: string): string {
  const value = orInvalidToken(() => stringClaim(claims, name))
  if (!value) throw invalidToken(`${name} is missing in the access token`)
  return value
}

function time(claims: Claims, name: string): number {
  const value = orInvalidToken(() => timeClaim(claims, name))
  if (value === undefined) throw invalidToken(`${name} is missing in the access token`)
  return value
}

// A cnf that names no key we know (RFC 7800 §3.1) is a binding that nobody here can check: never a bearer token.
function boundKey({ cnf }: Claims): string | undefined {
  if (cnf === undefined) return undefined
  const jkt = isRecord(cnf) ? cnf['jkt'] : undefined
  if (typeof jkt !== 'string' || jkt === '') throw invalidToken('cnf of the access token is not a binding by DPoP')
  return jkt
}

/** An access token says all that it must: whose it is, which client's, and to which key it is bound. */
export const parseAccessTokenClaims = defineCheck({
  name: 'parse-access-token-claims',
  clauses: ['RFC9068-2.2', 'RFC9068-2.2.3', 'RFC9449-6.1', 'RFC7800-3.1'],
  hint: 'The authorization server issues access tokens with sub, client_id and jti, and cnf.jkt where they are bound to a key.',
  check: (claims: Claims): VerifiedAccessToken => ({
    sub: text(claims, 'sub'),
    clientId: text(claims, 'client_id'),
    jti: text(claims, 'jti'),
    scopes: parseScope(orInvalidToken(() => stringClaim(claims, 'scope')) ?? ''),
    issuedAt: time(claims, 'iat'),
    expiresAt: time(claims, 'exp'),
    jkt: boundKey(claims),
    claims,
  }),
})
