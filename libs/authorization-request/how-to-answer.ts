import { enforces } from '../checks/enforces'
import { tryParseCompactJws } from '../jws/try-parse-compact-jws'
import { OAuthError } from '../oauth-errors/oauth-error'
import type { AuthorizationParams } from './authorization-params'
import { checkResponseMode } from './checks/check-response-mode'
import { checkState } from './checks/check-state'

enforces('OIDCC-6.1', 'OAUTH-FORM-POST-2')

/** How a request wants to be answered; where to is left to redirect_uri. */
export type AnswerParams = Pick<AuthorizationParams, 'response_mode' | 'state'>

/** What an unsecured request object says; nothing of one that is signed is believed before it is verified. */
function unsecured(request: string | undefined): Readonly<Record<string, unknown>> {
  const jws = request === undefined ? undefined : tryParseCompactJws(request)
  return jws?.header.alg === 'none' ? jws.payload : {}
}

function passes(check: (params: AuthorizationParams) => void, params: AuthorizationParams): boolean {
  try {
    check(params)
    return true
  } catch (error) {
    if (error instanceof OAuthError) return false
    throw error
  }
}

/**
 * How a request wants to be answered, a refusal included. Request objects are not supported, but a client that sends one may say nowhere
 * else how it takes its answers: response_mode and state are looked up there, and superseded by nothing outside.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html#JWTRequests
 */
export function howToAnswer({ request, response_mode, state }: AuthorizationParams): AnswerParams {
  const inside = unsecured(request)
  const named = { response_mode: inside['response_mode'], state: inside['state'] }
  const isMode = typeof named.response_mode === 'string' && passes(checkResponseMode, { response_mode: named.response_mode })
  const isState = typeof named.state === 'string' && passes(checkState, { state: named.state })
  return {
    ...(response_mode !== undefined && { response_mode }),
    ...(state !== undefined && { state }),
    ...(isMode && { response_mode: String(named.response_mode) }),
    ...(isState && { state: String(named.state) }),
  }
}
