import { enforces } from '../checks/enforces'
import { fapiAlgorithms } from '../jwk/algorithms'
import type { OAuthError } from '../oauth-errors/oauth-error'

enforces('RFC6750-3', 'RFC6750-3.1', 'RFC9449-7.1', 'RFC9449-7.2')

const dpopAlgorithms = `algs="${fapiAlgorithms.join(' ')}"`
const dpopErrors: ReadonlySet<string> = new Set(['invalid_dpop_proof', 'use_dpop_nonce'])
const challengedStatus: ReadonlySet<number> = new Set([400, 401, 403])

/** How a request tried to authenticate: the scheme of its Authorization header, in lower case. */
const schemeOf = (authorization: string | undefined): string | undefined => authorization?.split(/[ \t]/, 1)[0]?.toLowerCase()
const join = (...params: readonly string[]) => params.join(', ')

/** The status at a protected resource: a bad proof is there what a bad token is. */
export const toResourceStatus = (error: OAuthError): number => (dpopErrors.has(error.code) ? 401 : error.status)

/** How the token came, and the name that the challenge gives to what it protects. */
export interface Challenged {
  readonly authorization: string | undefined
  readonly tokenInBody?: boolean
  readonly realm: string
}

/**
 * The challenges of a protected resource: the scheme that was tried says what was wrong, and a request without a token
 * hears only which schemes there are.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3
 * @see https://www.rfc-editor.org/rfc/rfc9449#section-7.1
 */
export function toResourceChallenges(error: OAuthError, { authorization, tokenInBody = false, realm: name }: Challenged): string[] {
  if (!challengedStatus.has(error.status)) return []
  const realm = `realm="${name}"`
  const complaint = [`error="${error.code}"`, `error_description="${error.description}"`]
  const scheme = tokenInBody ? 'bearer' : schemeOf(authorization)
  if (scheme === 'dpop' || dpopErrors.has(error.code)) return [`DPoP ${join(realm, ...complaint, dpopAlgorithms)}`]
  const bearer = scheme === undefined ? `Bearer ${realm}` : `Bearer ${join(realm, ...complaint)}`
  return [bearer, `DPoP ${join(realm, dpopAlgorithms)}`]
}
