import { OAuthError } from './oauth-error'
import type { Evidence } from './oauth-error'

const make = (code: string, status: number) => (description: string, evidence?: Evidence) =>
  new OAuthError({ code, status, description, ...(evidence && { evidence }) })

// RFC 6749 §4.1.2.1 and §5.2
export const invalidRequest = make('invalid_request', 400)
export const invalidGrant = make('invalid_grant', 400)
export const unauthorizedClient = make('unauthorized_client', 400)
export const unsupportedGrantType = make('unsupported_grant_type', 400)
export const unsupportedResponseType = make('unsupported_response_type', 400)
export const invalidScope = make('invalid_scope', 400)
export const accessDenied = make('access_denied', 400)
export const serverError = make('server_error', 500)
// RFC 8707 §2
export const invalidTarget = make('invalid_target', 400)
// RFC 9126 §2.3, RFC 9101 §6.3
export const invalidRequestUri = make('invalid_request_uri', 400)
// OpenID Connect Core §3.1.2.6
export const loginRequired = make('login_required', 400)
export const consentRequired = make('consent_required', 400)
export const accountSelectionRequired = make('account_selection_required', 400)
export const requestNotSupported = make('request_not_supported', 400)
export const requestUriNotSupported = make('request_uri_not_supported', 400)
export const registrationNotSupported = make('registration_not_supported', 400)
// OpenID Connect Core Error Code unmet_authentication_requirements 1.0
export const unmetAuthenticationRequirements = make('unmet_authentication_requirements', 400)
// RFC 9449 §5 and §7.1: 400 where a token is asked for; the resource endpoints answer 401 (see challenges.ts)
export const invalidDpopProof = make('invalid_dpop_proof', 400)
export const useDpopNonce = make('use_dpop_nonce', 400)
// RFC 6750 §3.1
export const invalidToken = make('invalid_token', 401)
export const insufficientScope = make('insufficient_scope', 403)

/**
 * Client authentication failed. Whatever the cause, the client reads one sentence; the cause is evidence.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-5.2
 */
export const invalidClient = (reason: string, evidence?: Evidence) =>
  new OAuthError({
    code: 'invalid_client',
    status: 401,
    description: 'client authentication failed',
    evidence: { reason, ...evidence },
  })

/** The server cannot answer now, and says when to ask again. */
export const temporarilyUnavailable = (description: string, retryAfterSeconds: number, evidence?: Evidence) =>
  new OAuthError({
    code: 'temporarily_unavailable',
    status: 503,
    description,
    headers: { 'retry-after': String(retryAfterSeconds) },
    ...(evidence && { evidence }),
  })

/** Too many attempts in a window that ends after the seconds given (RFC 6585 §4). */
export const tooManyRequests = (description: string, retryAfterSeconds: number, evidence?: Evidence) =>
  new OAuthError({
    code: 'temporarily_unavailable',
    status: 429,
    description,
    headers: { 'retry-after': String(retryAfterSeconds) },
    ...(evidence && { evidence }),
  })
